import { unshippedQuantity } from './order-line.ts'
import type { OrderLine } from './order-line.ts'
import type { GivenUpLine } from './stock-moves.ts'

/**
 * Which units of a line does giving up so many of them concern? First those cancelled earlier and
 * not paid back yet, which move nothing any more; then unshipped ones, which now never ship; then
 * shipped ones, which come back. 1 of 3 shipped, giving up 3 → 2 cancelled, 1 returned.
 */
export function giveUpUnits(line: OrderLine, quantity: number): GivenUpLine {
  const cancelledEarlier = Math.max(0, line.cancelledQuantity - line.refundedQuantity)
  const moving = Math.max(0, quantity - cancelledEarlier)
  const cancelled = Math.min(moving, unshippedQuantity(line))
  return { line, cancelled, returned: moving - cancelled }
}
