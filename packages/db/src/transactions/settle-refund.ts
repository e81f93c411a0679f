import { formatMoney } from '@cartwright/domain/money/format-money'
import {
  paymentAfterRefund,
  paymentAfterReturnedRefund,
} from '@cartwright/domain/orders/payment-after-refund'
import { settledRefunds } from '@cartwright/domain/orders/recorded-refunds'
import { refundEffect } from '@cartwright/domain/orders/refund-effect'

import type { Transaction } from '../database.ts'
import { publish } from '../outbox.ts'
import { raiseIssue } from '../queries/issues.ts'
import { insertOrderEvent } from '../queries/order-events.ts'
import { type LockedOrder, lockOrder, type StoredRefund } from '../queries/order-for-change.ts'
import { countUnits, updateOrder } from '../queries/order-progress.ts'
import { updatePayment } from '../queries/payments.ts'
import { lowerTotalSpent, updateRefund } from '../queries/refunds.ts'
import { moveOrderStock } from './move-order-stock.ts'

/** What the payment provider said to a refund. A refund it took on has `succeeded`, though banks
 *  take days; one that a bank sends back later has `failed` after all. */
export type RefundAnswer =
  | { readonly kind: 'succeeded'; readonly reference: string }
  /** `code` is the provider's, or ours; without a reference the provider made none. */
  | { readonly kind: 'failed'; readonly code: string; readonly reference?: string }

export interface SettleRefund {
  readonly storeId: string
  readonly orderId: string
  readonly refundId: string
  readonly answer: RefundAnswer
  /** Who set it in motion, for the timeline. */
  readonly actor: string
  readonly newId: () => string
  readonly now: Date
}

interface Settling extends SettleRefund {
  readonly order: LockedOrder
  readonly refund: StoredRefund
}

/** Writes down what became of a refund: its units, stock, the payment, what the buyer spent, and the
 *  news of it - or, when the provider refused, nothing but that, and an issue. Told twice, or by two
 *  at once, it happens once; answers whether it happened now. */
export async function settleRefund(trx: Transaction, request: SettleRefund): Promise<boolean> {
  const { answer } = request
  const order = await lockOrder(trx, request)
  const refund = order?.refunds.find((one) => one.id === request.refundId)
  if (order === undefined || refund === undefined) return false
  const settling = { ...request, order, refund }
  if (answer.kind === 'succeeded') {
    if (refund.status === 'succeeded' || hasFailedSince(refund, answer.reference)) return false
    await succeed(trx, settling, answer.reference)
    return true
  }
  if (refund.status === 'failed') return false
  if (refund.status === 'succeeded') await takeBack(trx, settling)
  await failRefund(trx, settling, answer)
  return true
}

/** Failing is the last that happens to a refund: what says otherwise is older news that came late. */
function hasFailedSince({ status, providerReference }: StoredRefund, reference: string): boolean {
  return status === 'failed' && providerReference === reference
}

async function succeed(trx: Transaction, settling: Settling, reference: string): Promise<void> {
  const { storeId, refundId, order, refund, actor, newId, now } = settling
  const { lines, restock, amount } = refund
  const effect = refundEffect({ order, lines: order.lines, refunded: lines, restock })
  await updateRefund(trx, settling, {
    status: 'succeeded',
    providerReference: reference,
    updatedAt: now,
  })
  await countUnits(
    trx,
    order,
    effect.lines.map(({ orderLineId, quantity, cancelledQuantity }) => {
      return { orderLineId, refunded: quantity, cancelled: cancelledQuantity }
    }),
  )
  const moves = effect.stock
  await moveOrderStock(trx, { order, moves, reason: 'order_refunded', actor, newId, now })
  const paymentStatus = paymentAfterRefund(order.paymentStatus, {
    paid: order.payment?.amount ?? 0,
    refunded: settledRefunds(order.refunds) + amount,
  })
  const { status, fulfilmentStatus } = effect
  await updateOrder(trx, order, { status, fulfilmentStatus, paymentStatus, updatedAt: now })
  await updatePayment(trx, { storeId, paymentId: refund.paymentId }, paymentStatus)
  await lowerTotalSpent(trx, { storeId, customerId: order.customerId, amount, now })
  await tell(trx, settling, `${formatMoney(amount, order.currency, 'en-GB')} refunded`)
  const payload = { orderId: order.id, refundId }
  await publish(trx, storeId, { id: newId(), type: 'order.refunded', payload })
}

/** The money came back, so it can be given again. The units stay given up. */
async function takeBack(trx: Transaction, settling: Settling): Promise<void> {
  const { storeId, order, refund, now } = settling
  const paymentStatus = paymentAfterReturnedRefund(order.paymentStatus, {
    paid: order.payment?.amount ?? 0,
    refunded: settledRefunds(order.refunds) - refund.amount,
  })
  await updateOrder(trx, order, { paymentStatus, updatedAt: now })
  await updatePayment(trx, { storeId, paymentId: refund.paymentId }, paymentStatus)
  const { customerId } = order
  await lowerTotalSpent(trx, { storeId, customerId, amount: 0 - refund.amount, now })
}

/** Its key is set free, so that the same request may be made again. */
async function failRefund(
  trx: Transaction,
  settling: Settling,
  { code, reference }: Extract<RefundAnswer, { kind: 'failed' }>,
): Promise<void> {
  const { storeId, refundId, order, refund, newId, now } = settling
  await updateRefund(trx, settling, {
    status: 'failed',
    failure: code,
    operationKey: refundId,
    ...(reference === undefined ? {} : { providerReference: reference }),
    updatedAt: now,
  })
  if (refund.status === 'pending') await updateOrder(trx, order, { updatedAt: now })
  const amount = formatMoney(refund.amount, order.currency, 'en-GB')
  const message = `Refund of ${amount} failed (${code})`
  await insertOrderEvent(trx, {
    storeId,
    orderId: order.id,
    id: newId(),
    type: 'refund_failed',
    message,
    now,
    actor: 'stripe',
  })
  await raiseIssue(trx, {
    storeId,
    id: newId(),
    severity: 'critical',
    kind: 'refund_failed',
    title: `A refund of ${amount} for order ${order.orderNumber} did not go through`,
    detail: `The payment provider answered ${code}. The money is still yours to give back.`,
    subject: { type: 'order', id: order.id },
    now,
  })
}

function tell(
  trx: Transaction,
  { storeId, order, refund, actor, newId, now }: Settling,
  what: string,
) {
  const message = refund.reason === '' ? what : `${what}: ${refund.reason}`
  return insertOrderEvent(trx, {
    storeId,
    orderId: order.id,
    id: newId(),
    type: 'refunded',
    message,
    actor,
    now,
  })
}
