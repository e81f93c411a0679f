import { compareText } from '../compare-text.ts'
import type { OrderLine } from './order-line.ts'

/** How a variant's counters move when units of an order are given up. */
export interface StockMove {
  readonly variantId: string
  readonly reservedDelta: number
  readonly onHandDelta: number
}

export interface GivenUpLine {
  readonly line: OrderLine
  /** Units not shipped, and now never shipped. */
  readonly cancelled: number
  /** Units shipped, and now coming back. */
  readonly returned: number
}

/**
 * What does giving up these units do to stock? Unshipped ones stop being reserved; restocked, they
 * stay on hand, otherwise they are written off. Shipped ones come back on hand only if restocked.
 * One move per tracked variant, in id order; those that move nothing are left out.
 */
export function stockMoves(
  givenUp: readonly GivenUpLine[],
  restock: boolean,
): readonly StockMove[] {
  const moves = new Map<string, StockMove>()
  for (const { line, cancelled, returned } of givenUp) {
    if (!line.stockTracked) continue
    const { variantId } = line
    const move = moves.get(variantId) ?? { variantId, reservedDelta: 0, onHandDelta: 0 }
    moves.set(variantId, {
      variantId,
      reservedDelta: move.reservedDelta - cancelled,
      onHandDelta: move.onHandDelta + (restock ? returned : 0 - cancelled),
    })
  }
  return [...moves.values()]
    .filter((move) => move.reservedDelta !== 0 || move.onHandDelta !== 0)
    .toSorted((a, b) => compareText(a.variantId, b.variantId))
}
