import { compareText } from '../compare-text.ts'
import type { Discount } from './discount.ts'
import { fixedAmountPerUnitSaving } from './kinds/fixed-amount.ts'
import { percentageSaving } from './kinds/percentage.ts'
import { lineMatches } from './matching-lines.ts'
import type { DiscountableLine } from './matching-lines.ts'

export interface LineDiscount {
  readonly discountId: string
  readonly amount: number
}

function savingOnLine(discount: Discount, line: DiscountableLine, step: number): number {
  const { kind } = discount
  switch (kind.type) {
    case 'percentage':
      return percentageSaving(kind, line.subtotal, step)
    case 'fixed_amount':
      return fixedAmountPerUnitSaving(kind, line)
    case 'free_shipping':
      return 0
  }
}

/**
 * Which product discount does each line get? Only one each: the largest saving, ties to the
 * smaller discount id; null where none saves anything. The answer is in the lines' order.
 */
export function applyProductDiscounts(
  lines: readonly DiscountableLine[],
  discounts: readonly Discount[],
  step: number,
): readonly (LineDiscount | null)[] {
  return lines.map((line) => {
    const best = discounts
      .filter((discount) => lineMatches(line, discount.appliesTo))
      .map((discount) => ({
        discountId: discount.id,
        amount: savingOnLine(discount, line, step),
      }))
      .filter((saving) => saving.amount > 0)
      .toSorted((a, b) => b.amount - a.amount || compareText(a.discountId, b.discountId))
    return best[0] ?? null
  })
}
