import { expect, test } from 'vitest'

import { mayAskForRefundAgain, refundRequest } from './refund-request.ts'

const refund = {
  id: 'r1',
  orderId: 'o1',
  amount: 500,
  currency: 'GBP',
  accountId: 'acct_1',
  paymentReference: 'pi_1',
}

test('one refund is asked for under one key, whoever asks', () => {
  expect(refundRequest(refund, 's1')).toEqual({
    ok: true,
    value: {
      accountId: 'acct_1',
      paymentIntentId: 'pi_1',
      amount: 500,
      idempotencyKey: 'refund:r1',
      reason: 'requested_by_customer',
      metadata: { storeId: 's1', orderId: 'o1', refundId: 'r1' },
    },
  })
})

test('amounts are in the integers the provider takes', () => {
  expect(refundRequest({ ...refund, currency: 'ISK' }, 's1')).toMatchObject({
    value: { amount: 50_000 },
  })
})

test.each([{ paymentReference: null }, { currency: 'XXX' }, { currency: 'KWD', amount: 501 }])(
  'what cannot be asked for is refused: %o',
  (terms) => {
    expect(refundRequest({ ...refund, ...terms }, 's1').ok).toBe(false)
  },
)

test('a key is used again for less than 23 hours', () => {
  const hours = [0, 22, 23, 24].map((count) => mayAskForRefundAgain(0, count * 3_600_000))
  expect(hours).toEqual([true, true, false, false])
})
