import { refundCharge } from '../payments/refund-charge.ts'
import { presentRefund } from '../present/refund.ts'
import type { ChargeRecord, RefundRecord } from '../state/records.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { findRecord } from './find-record.ts'
import { listRecords } from './list-records.ts'

const REASONS = ['duplicate', 'fraudulent', 'requested_by_customer'] as const

export const refundRoutes: readonly ApiRoute[] = [
  { method: 'POST', path: '/v1/refunds', handle: createRefund },
  {
    method: 'GET',
    path: '/v1/refunds/:id',
    handle: (call) => {
      call.params.only(['expand'])
      return presentRefund(findRecord(call, { kind: 'refund', noun: 'refund', id: call.id }))
    },
  },
  { method: 'GET', path: '/v1/refunds', handle: listRefunds },
]

function createRefund(call: ApiCall): object {
  const { params } = call
  params.only(['amount', 'charge', 'expand', 'metadata', 'payment_intent', 'reason'])
  const amount = params.integer('amount', { min: 1 })
  const reason = params.choice('reason', REASONS)
  const metadata = params.metadata()
  const charge = findRefundable(call)
  return presentRefund(refundCharge(call.change, charge, { amount, reason, metadata }))
}

function findRefundable(call: ApiCall): ChargeRecord {
  const { params } = call
  const chargeId = params.text('charge')
  const intentId = params.text('payment_intent')
  if (intentId === null && chargeId === null) {
    throw new StripeFault(
      'One of the following params should be provided: payment_intent or charge.',
      {
        code: 'parameter_missing',
      },
    )
  }
  const charge =
    intentId === null
      ? findRecord(call, { kind: 'charge', noun: 'charge', id: chargeId ?? '', param: 'charge' })
      : successfulCharge(call, intentId)
  if (charge?.status === 'succeeded') return charge
  throw new StripeFault(
    `This ${intentId === null ? 'charge' : 'PaymentIntent'} (${intentId ?? chargeId}) does not have a successful charge to refund.`,
    { code: 'payment_intent_unexpected_state', kept: true },
  )
}

function successfulCharge(call: ApiCall, intentId: string): ChargeRecord | undefined {
  const intent = findRecord(call, {
    kind: 'paymentIntent',
    noun: 'payment_intent',
    id: intentId,
    param: 'payment_intent',
  })
  return call.change.tables.charge.get(intent.latestChargeId ?? '')
}

function listRefunds(call: ApiCall): object {
  const chargeId = call.params.text('charge')
  const intentId = call.params.text('payment_intent')
  return listRecords<RefundRecord>(call, {
    url: '/v1/refunds',
    records: call.change.tables.refund.values(),
    filters: ['charge', 'payment_intent'],
    matches: (refund) =>
      refund.account === call.account &&
      (chargeId === null || refund.chargeId === chargeId) &&
      (intentId === null || refund.paymentIntentId === intentId),
    present: presentRefund,
  })
}
