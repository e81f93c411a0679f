import { presentPaymentIntent } from '../present/payment-intent.ts'
import type { PaymentIntentRecord } from '../state/records.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { findRecord } from './find-record.ts'
import { listRecords } from './list-records.ts'

const REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const

export const paymentIntentRoutes: readonly ApiRoute[] = [
  {
    method: 'GET',
    path: '/v1/payment_intents/:id',
    handle: (call) => {
      call.params.only(['client_secret', 'expand'])
      return presentPaymentIntent(findIntent(call))
    },
  },
  {
    method: 'GET',
    path: '/v1/payment_intents',
    handle: (call) =>
      listRecords<PaymentIntentRecord>(call, {
        url: '/v1/payment_intents',
        records: call.change.tables.paymentIntent.values(),
        filters: [],
        matches: ({ account }) => account === call.account,
        present: presentPaymentIntent,
      }),
  },
  { method: 'POST', path: '/v1/payment_intents/:id/cancel', handle: cancelIntent },
]

function findIntent(call: ApiCall): PaymentIntentRecord {
  return findRecord(call, {
    kind: 'paymentIntent',
    noun: 'payment_intent',
    id: call.id,
    param: 'intent',
  })
}

// While its session is open the buyer may still pay, so Stripe wants the session expired instead.
function cancelIntent(call: ApiCall): object {
  const { change, params } = call
  params.only(['cancellation_reason', 'expand'])
  const reason = params.choice('cancellation_reason', REASONS)
  const intent = findIntent(call)
  const isOpen = change.tables.session.get(intent.sessionId)?.status === 'open'
  if (isOpen || intent.status !== 'requires_payment_method') {
    throw new StripeFault(
      isOpen
        ? 'You cannot cancel a PaymentIntent whose Checkout Session is open. Expire the session instead.'
        : `You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`,
      { code: 'payment_intent_unexpected_state', kept: true },
    )
  }
  const canceled: PaymentIntentRecord = {
    ...intent,
    status: 'canceled',
    canceledAt: change.nowS,
    cancellationReason: reason,
  }
  change.put('paymentIntent', canceled)
  const object = presentPaymentIntent(canceled)
  change.emit({ type: 'payment_intent.canceled', account: call.account, object })
  return object
}
