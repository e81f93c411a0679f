import { expect, test } from 'vitest'

import { buildDiscount } from '../../test/build-discount.ts'
import { applyProductDiscounts } from './apply-product-discounts.ts'
import type { DiscountKind } from './discount.ts'

const lines = [
  { id: 'a', productId: 'p1', collectionIds: ['c'], quantity: 2, subtotal: 2000 },
  { id: 'b', productId: 'p2', collectionIds: ['c'], quantity: 1, subtotal: 300 },
]

function off(id: string, kind: DiscountKind, ...ids: string[]) {
  return buildDiscount(id, { kind, appliesTo: { scope: 'products', ids } })
}

const tenPercent = { type: 'percentage', basisPoints: 1000 } as const
const fourOff = { type: 'fixed_amount', amount: 400 } as const

test('a discount touches only the lines it names', () => {
  expect(applyProductDiscounts(lines, [off('d', tenPercent, 'p1')], 1)).toEqual([
    { discountId: 'd', amount: 200 },
    null,
  ])
})

test('a fixed amount comes off every unit and never takes a line below nothing', () => {
  expect(applyProductDiscounts(lines, [off('d', fourOff, 'p1', 'p2')], 1)).toEqual([
    { discountId: 'd', amount: 800 },
    { discountId: 'd', amount: 300 },
  ])
})

test('a line gets only its largest discount', () => {
  const both = [off('percent', tenPercent, 'p1', 'p2'), off('fixed', fourOff, 'p1')]
  expect(applyProductDiscounts(lines, both, 1)).toEqual([
    { discountId: 'fixed', amount: 800 },
    { discountId: 'percent', amount: 30 },
  ])
})

test('equal savings go to the smaller id, in whatever order the discounts come', () => {
  const tied = [off('y', tenPercent, 'p1'), off('x', tenPercent, 'p1')]
  expect(applyProductDiscounts(lines, tied, 1)[0]?.discountId).toBe('x')
  expect(applyProductDiscounts(lines, tied.toReversed(), 1)[0]?.discountId).toBe('x')
})

test('a saving of nothing is no discount', () => {
  const penny = [{ id: 'a', productId: 'p1', collectionIds: [], quantity: 1, subtotal: 4 }]
  expect(applyProductDiscounts(penny, [off('d', tenPercent, 'p1')], 1)).toEqual([null])
})
