import { expect, test } from 'vitest'

import { decimalText } from './decimal-text.ts'

test.each([
  [1999, 'GBP', '19.99'],
  [-5, 'GBP', '-0.05'],
  [0, 'GBP', '0.00'],
  [500, 'JPY', '500'],
  [1230, 'KWD', '1.230'],
  [9_007_199_254_740_991, 'USD', '90071992547409.91'],
] as const)('%d %s → %s', (amount, currency, expected) => {
  expect(decimalText(amount, currency)).toBe(expected)
})
