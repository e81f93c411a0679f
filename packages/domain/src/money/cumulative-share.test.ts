import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { cumulativeShare } from './cumulative-share.ts'

test('100 over 3 units, one at a time, is 33, 34, 33', () => {
  const worth = [0, 1, 2].map((takenBefore) =>
    cumulativeShare({ amount: 100, units: 3, takenBefore, taken: 1 }),
  )
  expect(worth).toEqual([33, 34, 33])
})

test('keeps the step of a three-decimal currency', () => {
  expect(cumulativeShare({ amount: 1000, units: 3, takenBefore: 0, taken: 1, step: 10 })).toBe(330)
  expect(cumulativeShare({ amount: 1004, units: 3, takenBefore: 0, taken: 1, step: 10 })).toBe(335)
})

test('however the units are taken, together they are worth the amount', () => {
  const takings = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(fc.nat({ max: 10 ** 12 }), takings, (amount, takes) => {
      const units = takes.reduce((sum, taken) => sum + taken, 0)
      let takenBefore = 0
      let total = 0
      for (const taken of takes) {
        const worth = cumulativeShare({ amount, units, takenBefore, taken })
        expect(worth).toBeGreaterThanOrEqual(0)
        total += worth
        takenBefore += taken
      }
      expect(total).toBe(amount)
    }),
  )
})
