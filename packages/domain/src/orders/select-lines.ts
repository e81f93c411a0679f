import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import type { LineQuantity, OrderLine } from './order-line.ts'

export interface SelectedLine {
  readonly line: OrderLine
  /** At least 1. */
  readonly quantity: number
}

export type SelectLinesFailure =
  | Failure<'order_line_unknown', { readonly orderLineId: string }>
  | Failure<
      'quantity_too_large',
      { readonly orderLineId: string; readonly requested: number; readonly remaining: number }
    >

export interface LineSelection {
  readonly lines: readonly OrderLine[]
  /** null: everything that remains. A line asked for twice counts once, with the sum. */
  readonly asked: readonly LineQuantity[] | null
  readonly remaining: (line: OrderLine) => number
}

/** Which units of which lines are meant, and do so many remain? In the order's own line order. */
export function selectLines(
  selection: LineSelection,
): Result<readonly SelectedLine[], SelectLinesFailure> {
  const { lines, asked, remaining } = selection
  const wanted = new Map<string, number>()
  for (const { orderLineId, quantity } of asked ?? []) {
    wanted.set(orderLineId, (wanted.get(orderLineId) ?? 0) + quantity)
  }
  const known = new Set(lines.map((line) => line.id))
  for (const orderLineId of wanted.keys()) {
    if (!known.has(orderLineId)) return fail('order_line_unknown', { orderLineId })
  }
  const selected: SelectedLine[] = []
  for (const line of lines) {
    const left = Math.max(0, remaining(line))
    const quantity = asked === null ? left : (wanted.get(line.id) ?? 0)
    if (quantity > left) {
      const details = { orderLineId: line.id, requested: quantity, remaining: left }
      return fail('quantity_too_large', details)
    }
    if (quantity > 0) selected.push({ line, quantity })
  }
  return ok(selected)
}
