import { expect, test } from 'vitest'

import { buildCart } from '../../test/build-cart.ts'
import { buildDiscount } from '../../test/build-discount.ts'
import { MAX_AMOUNT } from '../pricing/amounts-fit.ts'
import type { ShippingMethod } from '../shipping/shipping-zone.ts'
import { priceSentCart } from './price-sent-cart.ts'
import type { SentCart } from './price-sent-cart.ts'

function method(id: string, price: number, terms: Partial<ShippingMethod> = {}): ShippingMethod {
  return {
    id,
    name: id,
    description: null,
    price,
    freeAbove: null,
    minWeightGrams: null,
    maxWeightGrams: null,
    minSubtotal: null,
    maxSubtotal: null,
    estimatedDays: null,
    ...terms,
  }
}

/** 60.00 of goods weighing 300 g, to Great Britain. */
function cart(methods: readonly ShippingMethod[], terms: Partial<SentCart> = {}): SentCart {
  const { shipping: _shipping, destination: _destination, lines, ...rest } = buildCart()
  return {
    ...rest,
    lines: lines.map((line) => ({ ...line, weightGrams: 100 })),
    destination: { country: 'GB' },
    zones: [{ id: 'gb', name: 'GB', countries: ['GB'], regions: null, methods }],
    shippingMethodId: null,
    ...terms,
  }
}

test('charges the chosen method and offers every one that serves, the cheapest first', () => {
  const methods = [method('courier', 900), method('post', 399)]
  const { priced, quotes } = priceSentCart(cart(methods, { shippingMethodId: 'courier' }))
  expect(priced.totals).toMatchObject({ subtotal: 6000, shipping: 900, total: 6900 })
  expect(quotes.map(({ id, price }) => [id, price])).toEqual([
    ['post', 399],
    ['courier', 900],
  ])
})

test.each([
  ['is unknown', 'gone', {}],
  ['does not serve the destination', 'post', { destination: { country: 'FR' } }],
  ['does not take the weight', 'light', {}],
])('charges no shipping when the chosen method %s', (_, shippingMethodId, terms) => {
  const methods = [method('post', 399), method('light', 199, { maxWeightGrams: 299 })]
  const { priced } = priceSentCart(cart(methods, { shippingMethodId, ...terms }))
  expect(priced.shipping).toBeNull()
  expect(priced.totals).toMatchObject({ shipping: 0, total: 6000 })
})

test('does not offer a way that would make the cart dearer than any payment can be', () => {
  const methods = [method('post', 399), method('rocket', MAX_AMOUNT)]
  const { priced, quotes } = priceSentCart(cart(methods, { shippingMethodId: 'rocket' }))
  expect(quotes.map(({ id }) => id)).toEqual(['post'])
  expect(priced.totals).toMatchObject({ shipping: 0, total: 6000 })
})

test('judges methods by the discounted merchandise', () => {
  const methods = [
    method('free', 500, { freeAbove: 6000 }),
    method('rich', 1, { minSubtotal: 5500 }),
  ]
  const tenth = buildDiscount('tenth', { kind: { type: 'percentage', basisPoints: 1000 } })
  const quotes = (discounts: SentCart['discounts']) =>
    priceSentCart(cart(methods, { discounts })).quotes.map(({ id, price }) => [id, price])
  expect(quotes([])).toEqual([
    ['free', 0],
    ['rich', 1],
  ])
  expect(quotes([tenth])).toEqual([['free', 500]])
})

test('sends an empty cart nowhere, for nothing', () => {
  const { priced, quotes } = priceSentCart(
    cart([method('post', 399)], { lines: [], shippingMethodId: 'post' }),
  )
  expect(quotes).toEqual([])
  expect(priced.totals.total).toBe(0)
})
