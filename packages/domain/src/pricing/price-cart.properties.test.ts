import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { buildLine, buildTaxRate } from '../../test/build-cart.ts'
import { buildDiscount } from '../../test/build-discount.ts'
import type { DiscountClass, DiscountKind, DiscountScope } from '../discounts/discount.ts'
import { priceCart } from './price-cart.ts'
import type { PriceCartInput } from './price-cart.ts'
import { totalsFaults } from './totals-faults.ts'

const ids = (prefix: string) => fc.constantFrom(`${prefix}1`, `${prefix}2`, `${prefix}3`)

const lines = fc
  .array(
    fc.record({
      unitPrice: fc.nat({ max: 5_000_000 }),
      quantity: fc.integer({ min: 1, max: 999 }),
      productId: ids('p'),
      collectionIds: fc.uniqueArray(ids('c')),
      taxCode: fc.constantFrom(null, 'books', 'food'),
    }),
    { maxLength: 8 },
  )
  .map((terms) => terms.map((term, i) => buildLine(`line${i}`, term.unitPrice, term)))

const kinds: fc.Arbitrary<DiscountKind> = fc.oneof(
  fc.record({
    type: fc.constant('percentage' as const),
    basisPoints: fc.integer({ min: 100, max: 10_000 }),
  }),
  fc.record({
    type: fc.constant('fixed_amount' as const),
    amount: fc.integer({ min: 1, max: 10_000_000 }),
  }),
  fc.record({ type: fc.constant('free_shipping' as const) }),
)
const scopes: fc.Arbitrary<DiscountScope> = fc.oneof(
  fc.constant({ scope: 'order' as const }),
  fc.record({ scope: fc.constant('products' as const), ids: fc.uniqueArray(ids('p')) }),
  fc.record({ scope: fc.constant('collections' as const), ids: fc.uniqueArray(ids('c')) }),
)
const discounts = fc
  .array(
    fc.record({
      kind: kinds,
      appliesTo: scopes,
      combinesWith: fc.uniqueArray(fc.constantFrom<DiscountClass>('product', 'order', 'shipping')),
      minimumQuantity: fc.option(fc.integer({ min: 1, max: 50 })),
      minimumOrderAmount: fc.option(fc.nat({ max: 1_000_000 })),
      endsAt: fc.option(fc.constantFrom(500, 2000)),
    }),
    { maxLength: 6 },
  )
  .map((terms) => terms.map((term, i) => buildDiscount(`d${i}`, term)))

const shipping = fc.option(
  fc.record({
    id: fc.constant('method'),
    name: fc.constant('Post'),
    price: fc.nat({ max: 5000 }),
    freeAbove: fc.option(fc.nat({ max: 10_000_000 })),
  }),
)
const taxRates = fc
  .array(
    fc.record({
      rateBasisPoints: fc.nat({ max: 10_000 }),
      taxCode: fc.constantFrom(null, 'books', 'food'),
      region: fc.constantFrom(null, 'CA'),
      appliesToShipping: fc.boolean(),
    }),
    { maxLength: 4 },
  )
  .map((terms) => terms.map((term, i) => buildTaxRate(`rate${i}`, term)))

const carts: fc.Arbitrary<PriceCartInput> = fc.record({
  currency: fc.constantFrom('GBP', 'JPY', 'KWD'),
  taxIncluded: fc.boolean(),
  roundingLevel: fc.constantFrom('per_line', 'per_order'),
  lines,
  discounts,
  shipping,
  taxRates,
  destination: fc.constantFrom(null, { country: 'GB' }, { country: 'GB', region: 'CA' }),
  now: fc.constant(1000),
  customerUsage: fc.constant(new Map<string, number>()),
})

function beforeTax(cart: PriceCartInput): number {
  return priceCart({ ...cart, taxIncluded: true }).totals.total
}

/** Every amount in whole tens of the minor unit, as a three-decimal store has to enter them. */
function inTens(cart: PriceCartInput): PriceCartInput {
  return {
    ...cart,
    currency: 'KWD',
    lines: cart.lines.map((line) => ({ ...line, unitPrice: line.unitPrice * 10 })),
    shipping: cart.shipping && { ...cart.shipping, price: cart.shipping.price * 10 },
    discounts: cart.discounts.map((discount) =>
      discount.kind.type === 'fixed_amount'
        ? { ...discount, kind: { ...discount.kind, amount: discount.kind.amount * 10 } }
        : discount,
    ),
  }
}

test('for any cart, the parts sum exactly to the whole and nothing falls below nothing', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      const priced = priceCart(cart)
      expect(totalsFaults(priced)).toEqual([])
      expect(Math.min(...Object.values(priced.totals))).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 300 },
  )
})

test('pricing the same input twice gives the same cart', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      expect(priceCart({ ...cart, lines: [...cart.lines] })).toEqual(priceCart(cart))
    }),
  )
})

test('every candidate is either applied with a saving or rejected with a reason', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      const priced = priceCart(cart)
      const applied = priced.discounts.map(({ discountId }) => discountId)
      const rejected = priced.rejectedDiscounts.map(({ discountId }) => discountId)
      expect([...applied, ...rejected].toSorted()).toEqual(cart.discounts.map(({ id }) => id))
      expect(priced.discounts.every(({ amount }) => amount > 0)).toBe(true)
    }),
  )
})

test('no discount ever makes the buyer pay more before added tax', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      expect(beforeTax(cart)).toBeLessThanOrEqual(beforeTax({ ...cart, discounts: [] }))
    }),
  )
})

test('in a three-decimal currency every total can be charged', () => {
  fc.assert(
    fc.property(carts, (cart) => {
      expect(priceCart(inTens(cart)).totals.total % 10).toBe(0)
    }),
  )
})
