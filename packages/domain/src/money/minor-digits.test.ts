import { expect, test } from 'vitest'

import { minorDigits } from './minor-digits.ts'

test.each([
  ['GBP', 2],
  ['EUR', 2],
  ['JPY', 0],
  ['UGX', 0],
  ['ISK', 0],
  ['MGA', 0],
  ['KWD', 3],
] as const)('%s has %i digits after the point', (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits)
})
