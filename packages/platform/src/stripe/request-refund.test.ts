import { expect, test } from 'vitest'

import { GatewayError, type GatewayRetry } from './gateway-error.ts'
import type { CreateRefund, Refund } from './payment-gateway.ts'
import { requestRefund } from './request-refund.ts'

const input: CreateRefund = {
  accountId: 'acct_1',
  paymentIntentId: 'pi_1',
  amount: 100,
  idempotencyKey: 'refund:1',
  reason: 'requested_by_customer',
  metadata: {},
}
const answering = (status: Refund['status']) => ({
  createRefund: async () => ({ refundId: 're_1', status, amount: 100 }),
})
const failing = (retry: GatewayRetry) => ({
  createRefund: async () => {
    throw new GatewayError({ kind: 'unavailable', code: 'broken', retry, message: 'Broken' })
  },
})

test.each(['pending', 'succeeded'] as const)('a %s refund was taken on', async (status) => {
  const outcome = await requestRefund(answering(status), input)
  expect(outcome).toEqual({ kind: 'succeeded', reference: 're_1' })
})

test('a refund that failed at once may be asked for anew', async () => {
  const outcome = await requestRefund(answering('failed'), input)
  expect(outcome).toEqual({
    kind: 'failed',
    code: 'refund_failed',
    final: false,
    reference: 're_1',
  })
})

test.each([
  ['never', { kind: 'failed', code: 'broken', final: true }],
  ['new_key', { kind: 'failed', code: 'broken', final: false }],
  ['same_key', { kind: 'unknown' }],
] as const)('an error to be retried with %s', async (retry, outcome) => {
  expect(await requestRefund(failing(retry), input)).toMatchObject(outcome)
})

test('a bug is no outcome', async () => {
  const broken = { createRefund: () => Promise.reject(new TypeError('bug')) }
  await expect(requestRefund(broken, input)).rejects.toThrow('bug')
})
