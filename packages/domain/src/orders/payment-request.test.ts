import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { buildCart, buildLine, buildTaxRate } from '../../test/build-cart.ts'
import { buildDiscount } from '../../test/build-discount.ts'
import { priceCart } from '../pricing/price-cart.ts'
import type { PriceCartInput } from '../pricing/price-cart.ts'
import { orderFromCart } from './order-from-cart.ts'
import { paymentRequest } from './payment-request.ts'

function requestFor(terms: Partial<PriceCartInput> = {}, imageUrl: string | null = null) {
  const cart = priceCart(buildCart(terms))
  const snapshots = cart.lines.map(({ id }) => ({
    cartItemId: id,
    title: `Mug ${id}`,
    variantTitle: 'Blue',
    sku: id,
    imageUrl,
    personalisation: null,
    stockTracked: true,
  }))
  const draft = orderFromCart({ cart, snapshots, shippingAddress: null, billingAddress: null })
  if (!draft.ok) throw new Error(draft.error.code)
  return paymentRequest(draft.value)
}

test('asks for every line and the shipping, summing to the total', () => {
  expect(requestFor()).toEqual({
    ok: true,
    value: {
      currency: 'GBP',
      lines: [
        { name: 'Mug a', amount: 5000, description: 'Blue' },
        { name: '2 × Mug b', amount: 1000, description: 'Blue' },
      ],
      shipping: { name: 'Post', amount: 399 },
      expectedTotal: 6399,
    },
  })
})

test('adds the tax that prices exclude, on lines and on shipping', () => {
  expect(requestFor({ taxIncluded: false })).toMatchObject({
    value: {
      lines: [{ amount: 6000 }, { amount: 1200 }],
      shipping: { amount: 479 },
      expectedTotal: 7679,
    },
  })
})

test('asks for nothing when everything is given away', () => {
  const gift = buildDiscount('gift', { kind: { type: 'percentage', basisPoints: 10_000 } })
  expect(requestFor({ discounts: [gift], shipping: null })).toMatchObject({
    value: { lines: [{ amount: 0 }, { amount: 0 }], shipping: null, expectedTotal: 0 },
  })
})

test('writes a currency the way the provider does', () => {
  const lines = [buildLine('a', 5)]
  expect(requestFor({ currency: 'UGX', lines, shipping: null, taxRates: [] })).toMatchObject({
    value: { lines: [{ amount: 500 }], expectedTotal: 500 },
  })
})

test('names a price the provider cannot charge', () => {
  const lines = [buildLine('a', 1234)]
  expect(requestFor({ currency: 'KWD', lines, shipping: null, taxRates: [] })).toMatchObject({
    error: { code: 'amount_not_chargeable' },
  })
})

test('shows only images that the payment page can reach', () => {
  const shown = requestFor({}, 'https://shop.example/mug.webp')
  expect(shown).toMatchObject({
    value: { lines: [{ imageUrl: 'https://shop.example/mug.webp' }, {}] },
  })
  expect(JSON.stringify(requestFor({}, 'http://127.0.0.1/mug.webp'))).not.toContain('127.0.0.1')
})

test('always sums to the last unit', () => {
  fc.assert(
    fc.property(
      fc.record({
        taxIncluded: fc.boolean(),
        rate: fc.nat({ max: 3000 }),
        off: fc.integer({ min: 1, max: 9999 }),
        prices: fc.array(fc.nat({ max: 99_999 }), { minLength: 1, maxLength: 6 }),
        roundingLevel: fc.constantFrom('per_line' as const, 'per_order' as const),
      }),
      ({ taxIncluded, rate, off, prices, roundingLevel }) => {
        const request = requestFor({
          taxIncluded,
          roundingLevel,
          lines: prices.map((price, i) => buildLine(`l${i}`, price, { quantity: i + 1 })),
          taxRates: [buildTaxRate('std', { rateBasisPoints: rate })],
          discounts: [buildDiscount('d', { kind: { type: 'percentage', basisPoints: off } })],
        })
        if (!request.ok) throw new Error(request.error.code)
        const { lines, shipping, expectedTotal } = request.value
        const sum = lines.reduce((total, line) => total + line.amount, shipping?.amount ?? 0)
        expect(sum).toBe(expectedTotal)
      },
    ),
  )
})
