import { expect, test } from 'vitest'

import { median } from './median.ts'

test.each([
  [[3], 3],
  [[9, 1, 2], 2],
  [[4, 1, 10, 2], 3],
])('the middle of %j is %d', (numbers, middle) => {
  expect(median(numbers)).toBe(middle)
})

test('nothing has no middle', () => {
  expect(() => median([])).toThrow(RangeError)
})
