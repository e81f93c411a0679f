import { expect, test } from 'vitest'

import { buildDiscount } from '../../test/build-discount.ts'
import type { ShippingCharge } from '../discounts/apply-discounts.ts'
import type { Discount } from '../discounts/discount.ts'
import { chooseDiscounts } from './choose-discounts.ts'

const lines = [{ id: 'a', productId: 'p', collectionIds: [], quantity: 1, subtotal: 1000 }]

function choose(candidates: readonly Discount[], shipping: ShippingCharge | null = null) {
  const choice = chooseDiscounts({
    lines,
    candidates,
    shipping,
    now: 1000,
    customerUsage: new Map(),
    step: 1,
  })
  return {
    chosen: choice.chosen.map(({ id }) => id),
    rejected: choice.rejected.map(({ discountId, reason }) => [discountId, reason]),
  }
}

const percent = (id: string, basisPoints: number, terms: Partial<Discount> = {}) =>
  buildDiscount(id, { kind: { type: 'percentage', basisPoints }, ...terms })
const free = buildDiscount('free', { kind: { type: 'free_shipping' } })

test('the loser is told it could not be combined', () => {
  expect(choose([percent('small', 500), percent('big', 1000)])).toEqual({
    chosen: ['big'],
    rejected: [['small', 'not_combinable']],
  })
})

test('what takes nothing off is told so', () => {
  expect(choose([free], { price: 0 })).toEqual({ chosen: [], rejected: [['free', 'no_saving']] })
  expect(choose([percent('all', 10_000), percent('tiny', 1)]).rejected).toEqual([
    ['tiny', 'no_saving'],
  ])
})

test('an ineligible one never pushes out an eligible one', () => {
  const late = percent('late', 9000, { endsAt: 1000 })
  expect(choose([late, percent('small', 500)])).toEqual({
    chosen: ['small'],
    rejected: [['late', 'expired']],
  })
})

test('free shipping waits for a method and does not compete until then', () => {
  expect(choose([free, percent('small', 500)])).toEqual({
    chosen: ['small'],
    rejected: [['free', 'shipping_not_selected']],
  })
})

test('one named twice counts once', () => {
  const selfish = percent('d', 1000, { combinesWith: ['order'] })
  expect(choose([selfish, { ...selfish }])).toEqual({ chosen: ['d'], rejected: [] })
})

test('a discount that would cost the buyer free shipping is left out', () => {
  const penny = buildDiscount('penny', { kind: { type: 'fixed_amount', amount: 100 } })
  expect(choose([penny], { price: 399, freeAbove: 1000 })).toEqual({
    chosen: [],
    rejected: [['penny', 'no_saving']],
  })
})
