import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { divideRounded } from './divide-rounded.ts'

test.each([
  [5, 2, 3],
  [-5, 2, -3],
  [10, 3, 3],
  [11, 3, 4],
  [0, 7, 0],
  [1, 2, 1],
  [49, 100, 0],
])('%d / %d → %d', (numerator, denominator, expected) => {
  expect(divideRounded(numerator, denominator)).toBe(expected)
})

test('rounds to a step', () => {
  expect(divideRounded(1234, 1, 10)).toBe(1230)
  expect(divideRounded(1235, 1, 10)).toBe(1240)
})

test('stays exact where a float would not', () => {
  expect(divideRounded(9_007_199_254_740_991n * 2000n, 2000n)).toBe(9_007_199_254_740_991)
})

test('is never further than half a unit from the true quotient, and symmetric about zero', () => {
  const numerators = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
  const denominators = fc.bigInt({ min: 10n ** 5n, max: 10n ** 9n })
  fc.assert(
    fc.property(numerators, denominators, (numerator, denominator) => {
      const rounded = BigInt(divideRounded(numerator, denominator))
      const off = 2n * (rounded * denominator - numerator)
      expect((off < 0n ? -off : off) <= denominator).toBe(true)
      expect(divideRounded(-numerator, denominator)).toBe(0 - Number(rounded))
    }),
  )
})
