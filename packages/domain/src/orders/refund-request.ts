import { isCurrency } from '../money/currency.ts'
import { toStripeAmount } from '../money/stripe-amount.ts'
import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'

export interface RefundToRequest {
  readonly id: string
  readonly orderId: string
  readonly amount: number
  readonly currency: string
  readonly accountId: string
  /** The payment it takes back. */
  readonly paymentReference: string | null
}

/** What the payment provider is asked for, in the integers it takes. */
export interface RefundRequest {
  readonly accountId: string
  readonly paymentIntentId: string
  readonly amount: number
  readonly idempotencyKey: string
  readonly reason: 'requested_by_customer'
  readonly metadata: {
    readonly storeId: string
    readonly orderId: string
    readonly refundId: string
  }
}

/**
 * How is the payment provider asked for a refund? By whoever asks, and however often, under one
 * idempotency key, so that the money goes once. Refused when there is no payment to take back.
 */
export function refundRequest(
  refund: RefundToRequest,
  storeId: string,
): Result<RefundRequest, Failure<'refund_not_requestable'>> {
  const { id, orderId, accountId, paymentReference, currency } = refund
  if (paymentReference === null || !isCurrency(currency)) return fail('refund_not_requestable')
  const amount = toStripeAmount(refund.amount, currency)
  if (!amount.ok) return fail('refund_not_requestable')
  return ok({
    accountId,
    paymentIntentId: paymentReference,
    amount: amount.value,
    idempotencyKey: `refund:${id}`,
    reason: 'requested_by_customer',
    metadata: { storeId, orderId, refundId: id },
  })
}

const HOUR_MS = 3_600_000

/**
 * Is asking again under the same key still the same refund? Stripe may forget a key after 24 hours,
 * and then a repeat would give the money a second time; an hour is kept in reserve.
 * https://docs.stripe.com/api/idempotent_requests
 */
export function mayAskForRefundAgain(requestedAtMs: number, nowMs: number): boolean {
  return nowMs - requestedAtMs < 23 * HOUR_MS
}
