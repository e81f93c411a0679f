import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { allocate } from './allocate.ts'

function shares(amount: number, weights: readonly number[], step = 1): readonly number[] {
  const result = allocate(amount, weights, step)
  if (!result.ok) return []
  expect(result.value.reduce((sum, share) => sum + share, 0)).toBe(amount)
  expect(result.value).toHaveLength(weights.length)
  return result.value
}

describe('largest remainder', () => {
  test.each([
    [1000, [5000, 1000], [833, 167]],
    [100, [333, 333, 334], [33, 33, 34]],
    [100, [1, 1, 1], [34, 33, 33]],
    [2, [1, 1, 1], [1, 1, 0]],
    [0, [5, 5], [0, 0]],
    [0, [0, 0], [0, 0]],
    [7, [0, 3], [0, 7]],
    [10, [10, 0], [10, 0]],
    [9_007_199_254_740_991, [9_007_199_254_740_991, 0], [9_007_199_254_740_991, 0]],
  ])('%d over %j → %j', (amount, weights, expected) => {
    expect(shares(amount, weights)).toEqual(expected)
  })

  test('keeps the step of the currency where every value has it', () => {
    expect(shares(100, [10, 10, 10], 10)).toEqual([40, 30, 30])
    expect(shares(100, [11, 10, 10], 10)).toEqual([36, 32, 32])
  })

  test.each([
    [5, [0, 0]],
    [5, []],
    [-1, [1]],
    [1, [-1, 2]],
    [0.5, [1]],
  ])('refuses %d over %j', (amount, weights) => {
    expect(allocate(amount, weights)).toEqual({
      ok: false,
      error: { code: 'allocation_impossible' },
    })
  })
})

describe('for any weights', () => {
  const weightLists = fc
    .array(fc.nat({ max: 10 ** 12 }), { minLength: 1, maxLength: 40 })
    .filter((weights) => weights.some((weight) => weight > 0))

  test('shares sum exactly and stay within a unit of the exact share', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 15 }), weightLists, (amount, weights) => {
        const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
        shares(amount, weights).forEach((share, i) => {
          const difference = BigInt(share) * total - BigInt(amount) * BigInt(weights[i] ?? 0)
          expect(difference < total && difference > -total).toBe(true)
        })
      }),
    )
  })

  test('no share exceeds its weight while the amount does not exceed their sum', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), weightLists, (parts, weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        const amount = Math.floor((total / 10_000) * parts)
        shares(amount, weights).forEach((share, i) => {
          expect(share).toBeLessThanOrEqual(weights[i] ?? 0)
        })
      }),
    )
  })

  test('the order of the lines moves no more than the tied unit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10 ** 9 }), weightLists, (amount, weights) => {
        const forwards = shares(amount, weights).toSorted((a, b) => a - b)
        const backwards = shares(amount, weights.toReversed()).toSorted((a, b) => a - b)
        expect(backwards).toEqual(forwards)
      }),
    )
  })
})
