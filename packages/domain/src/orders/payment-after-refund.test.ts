import { expect, test } from 'vitest'

import { paymentAfterRefund, paymentAfterReturnedRefund } from './payment-after-refund.ts'

test.each([
  ['paid', 0, 'paid'],
  ['paid', 1, 'partially_refunded'],
  ['paid', 999, 'partially_refunded'],
  ['paid', 1000, 'refunded'],
  ['partially_refunded', 500, 'partially_refunded'],
  ['partially_refunded', 1000, 'refunded'],
  ['disputed', 500, 'disputed'],
  ['disputed', 1000, 'refunded'],
  ['refunded', 1000, 'refunded'],
  ['refunded', 500, 'refunded'],
] as const)('%s with %i of 1000 back is %s', (from, refunded, to) => {
  expect(paymentAfterRefund(from, { paid: 1000, refunded })).toBe(to)
})

test.each([
  ['refunded', 0, 'paid'],
  ['refunded', 400, 'partially_refunded'],
  ['partially_refunded', 0, 'paid'],
  ['disputed', 0, 'disputed'],
] as const)('%s with a refund returned and %i still back is %s', (from, refunded, to) => {
  expect(paymentAfterReturnedRefund(from, { paid: 1000, refunded })).toBe(to)
})
