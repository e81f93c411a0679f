import { availability, isLimited } from '../inventory/availability.ts'
import type { StockLevel } from '../inventory/stock-level.ts'
import { amountsFit } from '../pricing/amounts-fit.ts'

export interface WantedLine {
  readonly id: string
  readonly quantity: number
  readonly unitPrice: number
  /** null: not for sale, or no longer there. */
  readonly stock: StockLevel | null
}

/** What a buyer gets of a line now. */
export interface SuppliedLine {
  readonly id: string
  /** At most what was wanted; 0: none of it can be had. */
  readonly quantity: number
  /** What is left of the variant for all lines of this cart; null when stock is not tracked. */
  readonly availableQuantity: number | null
}

function leftOf(stock: StockLevel | null): number | null {
  if (stock === null) return 0
  const left = availability(stock)
  return left === null ? null : Math.max(0, left)
}

/**
 * How much of each line can be had now? Lines of one variant share what is left of it, the first
 * one first: of 5 left, lines of 3 and 4 get 3 and 2. A line that would make the cart dearer than
 * any payment can be (`amountsFit`) gets none.
 */
export function supplyLines(lines: readonly WantedLine[]): readonly SuppliedLine[] {
  const taken = new Map<string, number>()
  const supplied: { readonly unitPrice: number; readonly quantity: number }[] = []
  return lines.map(({ id, quantity, unitPrice, stock }) => {
    const availableQuantity = leftOf(stock)
    const already = taken.get(stock?.variantId ?? '') ?? 0
    const limit =
      stock !== null && !isLimited(stock) ? quantity : (availableQuantity ?? 0) - already
    const most = Math.max(0, Math.min(quantity, limit))
    const fitting = amountsFit([...supplied, { unitPrice, quantity: most }]) ? most : 0
    if (stock !== null) taken.set(stock.variantId, already + fitting)
    supplied.push({ unitPrice, quantity: fitting })
    return { id, quantity: fitting, availableQuantity }
  })
}
