import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { buildDiscount } from '../../test/build-discount.ts'
import { applyDiscounts } from './apply-discounts.ts'
import { canCombine } from './can-combine.ts'
import { chooseCombination } from './choose-combination.ts'
import type { Discount, DiscountClass, DiscountKind, DiscountScope } from './discount.ts'

const lines = [
  { id: 'a', productId: 'p1', collectionIds: ['c1'], quantity: 2, subtotal: 5000 },
  { id: 'b', productId: 'p2', collectionIds: [], quantity: 1, subtotal: 1999 },
]
const shipping = { price: 399, freeAbove: 6500 }

function payable(discounts: readonly Discount[]): number {
  const applied = applyDiscounts({ lines, discounts, shipping, step: 1 })
  return applied.merchandise + applied.shippingPrice - applied.shippingDiscount
}

const choose = (discounts: readonly Discount[]) =>
  chooseCombination(discounts, payable).map(({ id }) => id)

const percent = (id: string, basisPoints: number, combinesWith: DiscountClass[] = []) =>
  buildDiscount(id, { kind: { type: 'percentage', basisPoints }, combinesWith })

describe('the best allowed combination', () => {
  test('is the single best one when none combine', () => {
    expect(choose([percent('small', 500), percent('big', 1500), percent('mid', 1000)])).toEqual([
      'big',
    ])
  })

  test('is two small ones when together they give more than the big one', () => {
    const both: DiscountClass[] = ['order']
    expect(
      choose([percent('big', 1500), percent('a', 1000, both), percent('b', 900, both)]),
    ).toEqual(['a', 'b'])
  })

  test('is decided by id where the price is the same', () => {
    expect(choose([percent('y', 1000), percent('x', 1000)])).toEqual(['x'])
  })

  test('is found among more than eight', () => {
    const many = Array.from({ length: 9 }, (_none, i) => percent(`d${i}`, 500 + i * 100))
    expect(choose(many)).toEqual(['d8'])
  })

  test('leaves out what gives nothing', () => {
    const idle = buildDiscount('idle', {
      combinesWith: ['order'],
      appliesTo: { scope: 'products', ids: ['p9'] },
    })
    expect(choose([idle, percent('a', 1000, ['product'])])).toEqual(['a'])
  })

  test('is none when a discount would cost more shipping than it saves', () => {
    expect(choose([buildDiscount('d', { kind: { type: 'fixed_amount', amount: 390 } })])).toEqual([
      'd',
    ])
    const kind = { type: 'fixed_amount', amount: 500 } as const
    const atThreshold = [
      { id: 'a', productId: 'p1', collectionIds: [], quantity: 1, subtotal: 6500 },
    ]
    const pay = (discounts: readonly Discount[]) => {
      const charge = { price: 900, freeAbove: 6500 }
      const applied = applyDiscounts({ lines: atThreshold, discounts, shipping: charge, step: 1 })
      return applied.merchandise + applied.shippingPrice
    }
    expect(chooseCombination([buildDiscount('d', { kind })], pay)).toEqual([])
  })
})

const classes = fc.uniqueArray(fc.constantFrom<DiscountClass>('product', 'order', 'shipping'))
const kinds = fc.oneof(
  fc
    .integer({ min: 100, max: 10_000 })
    .map((basisPoints): DiscountKind => ({ type: 'percentage', basisPoints })),
  fc
    .integer({ min: 1, max: 3000 })
    .map((amount): DiscountKind => ({ type: 'fixed_amount', amount })),
  fc.constant<DiscountKind>({ type: 'free_shipping' }),
)
const scopes = fc.constantFrom<DiscountScope>(
  { scope: 'order' },
  { scope: 'products', ids: ['p1'] },
  { scope: 'products', ids: ['p1', 'p2'] },
  { scope: 'collections', ids: ['c1'] },
)
const discountLists = (maxLength: number) =>
  fc
    .array(fc.record({ kind: kinds, appliesTo: scopes, combinesWith: classes }), { maxLength })
    .map((terms) => terms.map((term, i) => buildDiscount(`d${String(i).padStart(2, '0')}`, term)))

const allowed = (set: readonly Discount[]) =>
  set.every((a, i) => set.slice(i + 1).every((b) => canCombine(a, b)))

describe('for any discounts', () => {
  test('no allowed set of up to six is cheaper than the one chosen', () => {
    fc.assert(
      fc.property(discountLists(6), (discounts) => {
        const chosen = chooseCombination(discounts, payable)
        expect(allowed(chosen)).toBe(true)
        const sets = Array.from({ length: 2 ** discounts.length }, (_set, mask) =>
          discounts.filter((_discount, i) => Math.floor(mask / 2 ** i) % 2 === 1),
        )
        const cheapest = Math.min(...sets.filter(allowed).map(payable))
        expect(payable(chosen)).toBe(cheapest)
      }),
    )
  })

  test('the order they come in does not matter', () => {
    fc.assert(
      fc.property(discountLists(14), (discounts) => {
        expect(choose(discounts.toReversed())).toEqual(choose(discounts))
      }),
      { numRuns: 30 },
    )
  })

  test('beyond eight, the choice is allowed and no worse than any one alone', () => {
    fc.assert(
      fc.property(discountLists(14), (discounts) => {
        const chosen = chooseCombination(discounts, payable)
        expect(allowed(chosen)).toBe(true)
        const alone = discounts.map((discount) => payable([discount]))
        expect(payable(chosen)).toBeLessThanOrEqual(Math.min(payable([]), ...alone))
      }),
      { numRuns: 30 },
    )
  })
})
