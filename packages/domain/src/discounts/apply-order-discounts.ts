import { compareText } from '../compare-text.ts'
import { allocate } from '../money/allocate.ts'
import type { Discount } from './discount.ts'
import { fixedAmountSaving } from './kinds/fixed-amount.ts'
import { percentageSaving } from './kinds/percentage.ts'

export interface OrderDiscountShares {
  readonly discountId: string
  readonly amount: number
  /** What each line bears of it, in the lines' order; sums to `amount`. */
  readonly shares: readonly number[]
}

function savingOnOrder(discount: Discount, merchandise: number, step: number): number {
  const { kind } = discount
  switch (kind.type) {
    case 'percentage':
      return percentageSaving(kind, merchandise, step)
    case 'fixed_amount':
      return fixedAmountSaving(kind, merchandise)
    case 'free_shipping':
      return 0
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/**
 * What do order discounts take off, and which line bears what? They apply one after another, the
 * largest first (ties by id), each to what the ones before left over, and are shared over the
 * lines in proportion to what is left of them. `remaining` is each line after its product discount.
 */
export function applyOrderDiscounts(
  remaining: readonly number[],
  discounts: readonly Discount[],
  step: number,
): readonly OrderDiscountShares[] {
  const merchandise = sum(remaining)
  const ordered = discounts
    .map((discount) => ({ discount, saving: savingOnOrder(discount, merchandise, step) }))
    .toSorted((a, b) => b.saving - a.saving || compareText(a.discount.id, b.discount.id))
  const applied: OrderDiscountShares[] = []
  let left = remaining
  for (const { discount } of ordered) {
    const shares = allocate(savingOnOrder(discount, sum(left), step), left, step)
    if (!shares.ok) continue
    left = left.map((amount, i) => amount - (shares.value[i] ?? 0))
    applied.push({ discountId: discount.id, amount: sum(shares.value), shares: shares.value })
  }
  return applied
}
