import { formatMoney } from '@cartwright/domain/money/format-money'
import { paymentAfterRefund } from '@cartwright/domain/orders/payment-after-refund'
import { settledRefunds } from '@cartwright/domain/orders/recorded-refunds'
import { PAYMENT_TRANSITIONS, type PaymentStatus } from '@cartwright/domain/orders/states'
import { transition } from '@cartwright/domain/orders/transition'

import type { Transaction } from '../database.ts'
import { raiseIssue } from '../queries/issues.ts'
import { insertOrderEvent } from '../queries/order-events.ts'
import { type LockedOrder, lockOrder } from '../queries/order-for-change.ts'
import { updateOrder } from '../queries/order-progress.ts'
import { findPaidOrder, updatePayment } from '../queries/payments.ts'

export interface ProviderDispute {
  readonly storeId: string
  readonly accountId: string
  /** The payment intent whose money the buyer's bank wants back. */
  readonly paymentReference: string
  readonly status: 'open' | 'won' | 'lost'
  readonly newId: () => string
  readonly now: Date
}

/** Takes note that a buyer's bank disputes a payment, or of how that ended. Told again, or late, it
 *  changes nothing. Answers whether anything changed; a payment that is no order's changes nothing. */
export async function recordDispute(trx: Transaction, told: ProviderDispute): Promise<boolean> {
  const { storeId, accountId, paymentReference } = told
  const payment = { storeId, accountId, reference: paymentReference }
  const orderId = await findPaidOrder(trx, payment)
  const order = orderId && (await lockOrder(trx, { storeId, orderId }))
  if (!order || order.payment === null) return false
  if (told.status !== 'open' && order.paymentStatus !== 'disputed') return false
  const moved = transition(PAYMENT_TRANSITIONS, order.paymentStatus, afterDispute(told.status))
  if (!moved.ok || !moved.value.changed) return false
  const money = { paid: order.payment.amount, refunded: settledRefunds(order.refunds) }
  // What was given back before the dispute stays given back when it is won.
  const paymentStatus = paymentAfterRefund(moved.value.state, money)
  await updateOrder(trx, order, { paymentStatus, updatedAt: told.now })
  await updatePayment(trx, { storeId, paymentId: order.payment.id }, paymentStatus)
  await tell(trx, told, order)
  return true
}

function afterDispute(status: ProviderDispute['status']): PaymentStatus {
  switch (status) {
    case 'open':
      return 'disputed'
    case 'won':
      return 'paid'
    case 'lost':
      return 'refunded'
  }
}

async function tell(trx: Transaction, told: ProviderDispute, order: LockedOrder): Promise<void> {
  const { storeId, newId, now, status } = told
  const message = sentence(status)
  const type = status === 'open' ? 'disputed' : 'dispute_closed'
  const event = { storeId, orderId: order.id, type, message, actor: 'stripe', now } as const
  await insertOrderEvent(trx, { ...event, id: newId() })
  if (status === 'won') return
  const amount = formatMoney(order.payment?.amount ?? 0, order.currency, 'en-GB')
  await raiseIssue(trx, {
    storeId,
    id: newId(),
    severity: 'critical',
    kind: status === 'open' ? 'payment_disputed' : 'dispute_lost',
    title: `Order ${order.orderNumber} (${amount}): ${message}`,
    detail: 'Answer it in the dashboard of the payment provider.',
    subject: { type: 'order', id: order.id },
    now,
  })
}

function sentence(status: ProviderDispute['status']): string {
  switch (status) {
    case 'open':
      return "The buyer's bank disputes the payment"
    case 'won':
      return 'The dispute was decided for the shop'
    case 'lost':
      return 'The dispute was decided for the buyer'
  }
}
