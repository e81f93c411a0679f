import { expect, it } from 'vitest'

import { averageAmount } from './average-amount.ts'

it.each([
  [1000, 3, 333],
  [5, 2, 3],
  [0, 4, 0],
  [1999, 1, 1999],
  [0, 0, null],
])('the average of %i over %i is %j', (total, count, expected) => {
  expect(averageAmount(total, count)).toBe(expected)
})
