import { expect, test } from 'vitest'

import { priceRange } from './price-range.ts'

test.each([
  [[1999], { min: 1999, max: 1999 }],
  [[1999, 500, 3000], { min: 500, max: 3000 }],
  [[], null],
])('%j sell between %j', (prices, range) => {
  expect(priceRange(prices)).toEqual(range)
})
