import { expect, test } from 'vitest'

import { percentile } from './percentile.ts'

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)

test.each([
  [hundred, 50, 50],
  [hundred, 99, 99],
  [hundred, 100, 100],
  [[7], 50, 7],
  [[7], 99, 7],
  [[1, 2], 50, 1],
])('of %j, %d per cent', (numbers, percent, found) => {
  expect(percentile(numbers, percent)).toBe(found)
})

test('nothing measured is not a figure', () => {
  expect(() => percentile([], 50)).toThrow(RangeError)
})
