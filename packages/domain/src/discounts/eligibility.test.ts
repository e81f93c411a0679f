import { expect, test } from 'vitest'

import { buildDiscount } from '../../test/build-discount.ts'
import type { Discount } from './discount.ts'
import { eligibility } from './eligibility.ts'

const lines = [
  { id: 'a', productId: 'p1', collectionIds: ['c1'], quantity: 2, subtotal: 3000 },
  { id: 'b', productId: 'p2', collectionIds: [], quantity: 1, subtotal: 1000 },
]

function reason(terms: Partial<Discount>, shippingSelected = true): string {
  const customerUsage = new Map([['d', 1]])
  const context = { lines, now: 1000, customerUsage, shippingSelected }
  const answer = eligibility(buildDiscount('d', terms), context)
  return answer.ok ? 'eligible' : answer.error.code
}

const products = (...ids: string[]) => ({ scope: 'products', ids }) as const

test.each<[Partial<Discount>, string]>([
  [{}, 'eligible'],
  [{ isActive: false }, 'disabled'],
  [{ startsAt: 1001 }, 'not_started'],
  [{ endsAt: 1000 }, 'expired'],
  [{ usageLimit: 5, usedCount: 5 }, 'usage_limit_reached'],
  [{ perCustomerLimit: 1 }, 'customer_limit_reached'],
  [{ perCustomerLimit: 2 }, 'eligible'],
  [{ appliesTo: products('p9') }, 'no_matching_items'],
  [{ appliesTo: products('p1') }, 'eligible'],
  [{ appliesTo: { scope: 'collections', ids: ['c1'] } }, 'eligible'],
  [{ minimumOrderAmount: 4000 }, 'eligible'],
  [{ minimumOrderAmount: 4001 }, 'minimum_amount_not_met'],
  [{ minimumQuantity: 3 }, 'eligible'],
  [{ minimumQuantity: 4 }, 'minimum_quantity_not_met'],
  [{ minimumQuantity: 3, appliesTo: products('p1') }, 'minimum_quantity_not_met'],
  [{ minimumOrderAmount: 4000, appliesTo: products('p2') }, 'eligible'],
  [{ kind: { type: 'free_shipping' } }, 'eligible'],
])('with %j it is %s', (terms, expected) => {
  expect(reason(terms)).toBe(expected)
})

test('free shipping waits for a shipping method; nothing else does', () => {
  expect(reason({ kind: { type: 'free_shipping' } }, false)).toBe('shipping_not_selected')
  expect(reason({}, false)).toBe('eligible')
})

test('an empty cart has no matching items', () => {
  const context = { lines: [], now: 0, customerUsage: new Map(), shippingSelected: true }
  expect(eligibility(buildDiscount('d'), context)).toEqual({
    ok: false,
    error: { code: 'no_matching_items' },
  })
})
