import type { FakeGatewayState } from './fake-gateway-state.ts'
import { GatewayError, refused } from './gateway-error.ts'
import type { CreateRefund, Refund } from './payment-gateway.ts'

/** Gives money back in the fake gateway, under the provider's rules: never more than was paid. */
export const fakeRefund = (state: FakeGatewayState, input: CreateRefund): Refund => {
  const left = state.refundable(input.accountId, input.paymentIntentId)
  if (left === null) {
    throw new GatewayError({
      kind: 'not_found',
      code: 'resource_missing',
      retry: 'never',
      message: 'No such payment intent',
    })
  }
  if (left === 0) throw refused('charge_already_refunded', 'Nothing is left to refund')
  if (input.amount > left || input.amount < 1 || !Number.isSafeInteger(input.amount)) {
    throw refused('amount_too_large', 'The refund is not within what is left')
  }
  const refundId = state.nextId('re')
  state.refunds.push({ ...input, refundId, status: 'succeeded' })
  return { refundId, status: 'succeeded', amount: input.amount }
}
