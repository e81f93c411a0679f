import { describe, expect, test } from 'vitest'

import { buildDiscount } from '../../test/build-discount.ts'
import { applyOrderDiscounts } from './apply-order-discounts.ts'

const percent = (id: string, basisPoints: number) =>
  buildDiscount(id, { kind: { type: 'percentage', basisPoints } })
const fixed = (id: string, amount: number) =>
  buildDiscount(id, { kind: { type: 'fixed_amount', amount } })

describe('order discounts', () => {
  test('are shared by largest remainder', () => {
    expect(applyOrderDiscounts([5000, 1000], [fixed('d', 1000)], 1)).toEqual([
      { discountId: 'd', amount: 1000, shares: [833, 167] },
    ])
  })

  test('never take the merchandise below nothing', () => {
    expect(applyOrderDiscounts([100, 50], [fixed('d', 1000)], 1)).toEqual([
      { discountId: 'd', amount: 150, shares: [100, 50] },
    ])
  })

  test('apply one after another to what is left, the largest first', () => {
    const applied = applyOrderDiscounts([10_000], [percent('p', 1000), fixed('f', 2000)], 1)
    expect(applied).toEqual([
      { discountId: 'f', amount: 2000, shares: [2000] },
      { discountId: 'p', amount: 800, shares: [800] },
    ])
  })

  test('have nothing left to take after one that takes all', () => {
    const applied = applyOrderDiscounts([500], [percent('b', 10_000), percent('a', 10_000)], 1)
    expect(applied.map(({ discountId, amount }) => [discountId, amount])).toEqual([
      ['a', 500],
      ['b', 0],
    ])
  })
})
