import type { Discount } from '../src/discounts/discount.ts'

/** An unlimited 10 % off the order that combines with nothing, but for the terms given. */
export function buildDiscount(id: string, terms: Partial<Discount> = {}): Discount {
  return {
    id,
    code: id.toUpperCase(),
    title: id,
    isActive: true,
    usageLimit: null,
    usedCount: 0,
    perCustomerLimit: null,
    startsAt: null,
    endsAt: null,
    minimumOrderAmount: null,
    minimumQuantity: null,
    appliesTo: { scope: 'order' },
    combinesWith: [],
    kind: { type: 'percentage', basisPoints: 1000 },
    ...terms,
  }
}
