import { describe, expect, test } from 'vitest'

import { buildCart, buildLine, buildTaxRate } from '../../test/build-cart.ts'
import { buildDiscount } from '../../test/build-discount.ts'
import { priceCart } from './price-cart.ts'
import type { PriceCartInput } from './price-cart.ts'
import type { PricedCart } from './priced-cart.ts'
import { totalsFaults } from './totals-faults.ts'

function price(terms: Partial<PriceCartInput>): PricedCart {
  const cart = priceCart(buildCart(terms))
  expect(totalsFaults(cart)).toEqual([])
  return cart
}

const tenOff = buildDiscount('ten', { kind: { type: 'fixed_amount', amount: 1000 } })
const freeShipping = buildDiscount('free', {
  kind: { type: 'free_shipping' },
  combinesWith: ['order', 'product'],
})

describe('a plain cart', () => {
  test('including tax, the total is what the labels say and contains the tax', () => {
    const cart = price({})
    expect(cart.totals).toEqual({
      subtotal: 6000,
      itemDiscount: 0,
      orderDiscount: 0,
      shipping: 399,
      shippingDiscount: 0,
      tax: 833 + 167 + 67,
      total: 6399,
    })
    expect(cart.shippingTax).toBe(67)
  })

  test('excluding tax, the tax comes on top', () => {
    const cart = price({ taxIncluded: false })
    expect(cart.totals).toMatchObject({ subtotal: 6000, tax: 1280, total: 7679 })
    expect(cart.lines.map((line) => [line.total, line.tax])).toEqual([
      [5000, 1000],
      [1000, 200],
    ])
  })

  test('without an address nothing is taxed, and the rows say why', () => {
    const cart = price({ taxIncluded: false, destination: null })
    expect(cart.totals).toMatchObject({ tax: 0, total: 6399 })
    expect(new Set(cart.taxRows.map((row) => row.reason))).toEqual(new Set(['no_destination']))
  })

  test('an empty cart costs nothing', () => {
    const cart = price({ lines: [], shipping: null, discounts: [tenOff] })
    expect(cart.totals.total).toBe(0)
    expect(cart.rejectedDiscounts).toEqual([
      { discountId: 'ten', code: 'TEN', reason: 'no_matching_items' },
    ])
  })
})

describe('discounts', () => {
  test('an order discount is shared over the lines and lowers their tax', () => {
    const cart = price({ discounts: [tenOff], taxIncluded: false })
    expect(cart.lines.map((line) => line.orderDiscountShare)).toEqual([833, 167])
    expect(cart.lines.map((line) => line.tax)).toEqual([833, 167])
    expect(cart.discounts).toEqual([
      {
        discountId: 'ten',
        code: 'TEN',
        title: 'ten',
        type: 'fixed_amount',
        class: 'order',
        amount: 1000,
      },
    ])
  })

  test('product, order and shipping discounts that allow each other all apply, in that order', () => {
    const product = buildDiscount('half', {
      kind: { type: 'percentage', basisPoints: 5000 },
      appliesTo: { scope: 'products', ids: ['product-a'] },
      combinesWith: ['order', 'shipping'],
    })
    const order = buildDiscount('tenth', { combinesWith: ['product', 'shipping'] })
    const cart = price({ discounts: [freeShipping, order, product] })
    expect(cart.totals).toMatchObject({
      itemDiscount: 2500,
      orderDiscount: 350,
      shippingDiscount: 399,
      total: 3150,
    })
  })

  test('a discount larger than the cart makes it free, never negative', () => {
    const huge = buildDiscount('huge', { kind: { type: 'fixed_amount', amount: 1_000_000 } })
    expect(price({ discounts: [huge], shipping: null }).totals).toMatchObject({ tax: 0, total: 0 })
  })

  test('the rejected are reported with their reasons', () => {
    const cart = price({
      discounts: [tenOff, buildDiscount('small'), buildDiscount('off', { isActive: false })],
    })
    expect(cart.rejectedDiscounts).toEqual([
      { discountId: 'small', code: 'SMALL', reason: 'not_combinable' },
      { discountId: 'off', code: 'OFF', reason: 'disabled' },
    ])
  })

  test('a collection discount finds its lines', () => {
    const sale = buildDiscount('sale', { appliesTo: { scope: 'collections', ids: ['c'] } })
    const lines = [buildLine('a', 1000, { collectionIds: ['c'] }), buildLine('b', 1000)]
    expect(price({ lines, discounts: [sale] }).lines.map((line) => line.itemDiscount)).toEqual([
      100, 0,
    ])
  })
})

describe('shipping', () => {
  test('is free from the threshold on, measured after discounts', () => {
    const shipping = { id: 's', name: 'Post', price: 399, freeAbove: 6000 }
    expect(price({ shipping }).totals.shipping).toBe(0)
    const minusOne = buildDiscount('m', { kind: { type: 'fixed_amount', amount: 1000 } })
    expect(price({ shipping, discounts: [minusOne] }).totals).toMatchObject({
      shipping: 399,
      total: 5399,
    })
  })

  test('is not taxed where the rate leaves it out', () => {
    const cart = price({ taxRates: [buildTaxRate('std', { appliesToShipping: false })] })
    expect(cart.shippingTax).toBe(0)
    expect(cart.taxRows.at(-1)).toMatchObject({ kind: 'shipping', reason: 'no_rate' })
  })
})

describe('tax', () => {
  test('goods with a reduced rate keep it beside standard ones', () => {
    const rates = [buildTaxRate('std'), buildTaxRate('z', { taxCode: 'books', rateBasisPoints: 0 })]
    const lines = [buildLine('a', 1200), buildLine('b', 1000, { taxCode: 'books' })]
    const cart = price({ lines, taxRates: rates, shipping: null })
    expect(cart.taxLines).toEqual([
      { rateId: 'std', name: 'VAT', rateBasisPoints: 2000, base: 1000, amount: 200 },
      { rateId: 'z', name: 'VAT', rateBasisPoints: 0, base: 1000, amount: 0 },
    ])
  })

  test('per order, rounding happens once for a rate', () => {
    const lines = ['a', 'b', 'c'].map((id) => buildLine(id, 3))
    const terms = { lines, shipping: null, taxIncluded: false }
    expect(price(terms).totals.tax).toBe(3)
    expect(price({ ...terms, roundingLevel: 'per_order' }).totals.tax).toBe(2)
  })
})

test('a three-decimal currency stays chargeable through percentages and tax', () => {
  const cart = price({
    currency: 'KWD',
    taxIncluded: false,
    lines: [buildLine('a', 1230), buildLine('b', 4570)],
    shipping: { id: 's', name: 'Post', price: 1250 },
    discounts: [buildDiscount('d', { kind: { type: 'percentage', basisPoints: 1333 } })],
  })
  expect(cart.totals.total % 10).toBe(0)
})
