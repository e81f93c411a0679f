import { expect, test } from 'vitest'

import { refundableAmount } from './refundable-amount.ts'

test.each([
  ['paid', 0, 1000],
  ['partially_refunded', 400, 600],
  ['disputed', 0, 1000],
  ['refunded', 1000, 0],
  ['refunded', 0, 0],
  ['paid', 1200, 0],
] as const)('of 1000 that are %s, with %i given back, %i are left', (paymentStatus, back, left) => {
  expect(refundableAmount({ paymentStatus, paid: 1000, refunded: back })).toBe(left)
})
