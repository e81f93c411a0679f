import { expect, test } from 'vitest'

import { buildDiscount } from '../../test/build-discount.ts'
import { applyDiscounts } from './apply-discounts.ts'

const lines = [
  { id: 'a', productId: 'p1', collectionIds: [], quantity: 1, subtotal: 5000 },
  { id: 'b', productId: 'p2', collectionIds: [], quantity: 1, subtotal: 1000 },
]
const product = buildDiscount('product', {
  kind: { type: 'percentage', basisPoints: 2000 },
  appliesTo: { scope: 'products', ids: ['p1'] },
})
const order = buildDiscount('order')
const free = buildDiscount('free', { kind: { type: 'free_shipping' } })

test('products come first, the order on what is left, then shipping', () => {
  const applied = applyDiscounts({
    lines,
    discounts: [free, order, product],
    shipping: { price: 399 },
    step: 1,
  })
  expect(applied).toEqual({
    lines: [
      {
        itemDiscount: 1000,
        orderDiscountShare: 400,
        allocations: [
          { discountId: 'product', amount: 1000 },
          { discountId: 'order', amount: 400 },
        ],
      },
      {
        itemDiscount: 0,
        orderDiscountShare: 100,
        allocations: [{ discountId: 'order', amount: 100 }],
      },
    ],
    amounts: new Map([
      ['product', 1000],
      ['order', 500],
      ['free', 399],
    ]),
    merchandise: 4500,
    shippingPrice: 399,
    shippingDiscount: 399,
  })
})

test('a discount can take the merchandise below the free shipping threshold', () => {
  const shipping = { price: 399, freeAbove: 6000 }
  const at = (discounts: (typeof order)[]) =>
    applyDiscounts({ lines, discounts, shipping, step: 1 })
  expect(at([]).shippingPrice).toBe(0)
  expect(at([order]).shippingPrice).toBe(399)
})

test('no shipping method costs nothing and saves nothing', () => {
  const applied = applyDiscounts({ lines, discounts: [free], shipping: null, step: 1 })
  expect(applied).toMatchObject({ shippingPrice: 0, shippingDiscount: 0, amounts: new Map() })
})

test('a line that bears nothing of a discount has no allocation of it', () => {
  const penny = buildDiscount('penny', { kind: { type: 'fixed_amount', amount: 1 } })
  const applied = applyDiscounts({ lines, discounts: [penny], shipping: null, step: 1 })
  expect(applied.lines.map((line) => line.allocations.length)).toEqual([1, 0])
})
