import { fromStripeAmount } from '@cartwright/domain/money/stripe-amount'

import type { Transaction } from '../database.ts'
import { lockOrder, type StoredRefund } from '../queries/order-for-change.ts'
import { findPaidOrder } from '../queries/payments.ts'
import { insertRefund } from '../queries/refunds.ts'
import { type RefundAnswer, settleRefund } from './settle-refund.ts'

export interface ProviderRefund {
  readonly storeId: string
  readonly accountId: string
  /** The payment intent it takes back. */
  readonly paymentReference: string
  /** The provider's id of it. */
  readonly reference: string
  /** In the provider's integers. */
  readonly amount: number
  readonly status: 'pending' | 'succeeded' | 'failed'
  /** Our own id, which the provider keeps as metadata of refunds that we asked for. */
  readonly refundId: string | null
  readonly newId: () => string
  readonly now: Date
}

/** Takes note of a refund as the payment provider tells of it: one of ours whose answer was lost or
 *  that failed after all, or one that somebody made at the provider, which gives back money and no
 *  units. One that failed is written down too, so that older news of it is known for that. Told
 *  again, it changes nothing. Answers whether anything changed; a payment that is no order's changes
 *  nothing. */
export async function recordProviderRefund(
  trx: Transaction,
  told: ProviderRefund,
): Promise<boolean> {
  const { storeId, accountId, reference, newId, now } = told
  const payment = { storeId, accountId, reference: told.paymentReference }
  const orderId = await findPaidOrder(trx, payment)
  const order = orderId && (await lockOrder(trx, { storeId, orderId }))
  if (!order || order.payment === null) return false
  const amount = fromStripeAmount(told.amount, order.currency)
  if (!amount.ok || amount.value === 0) return false
  const isOurs = ({ id }: StoredRefund) => id === told.refundId
  const known =
    order.refunds.find((refund) => refund.providerReference === reference) ??
    order.refunds.find((refund) => isOurs(refund) && refund.amount === amount.value)
  const settling = { storeId, orderId: order.id, actor: 'stripe', newId, now }
  const answer: RefundAnswer =
    told.status === 'failed'
      ? { kind: 'failed', code: 'refund_failed', reference }
      : { kind: 'succeeded', reference }
  if (known !== undefined) return settleRefund(trx, { ...settling, refundId: known.id, answer })
  const id = newId()
  await insertRefund(trx, {
    storeId,
    id,
    orderId: order.id,
    paymentId: order.payment.id,
    amount: amount.value,
    currency: order.currency,
    reason: 'Refunded at Stripe',
    lines: [],
    restock: false,
    now,
    operationKey: `stripe:${reference}`,
  })
  return settleRefund(trx, { ...settling, refundId: id, answer })
}
