import { planCancel } from '@cartwright/domain/orders/plan-cancel'
import type { RefundFailure } from '@cartwright/domain/orders/plan-refund'
import { fail, ok, type Result } from '@cartwright/domain/result'

import type { Transaction } from '../database.ts'
import { publish } from '../outbox.ts'
import { insertOrderEvent } from '../queries/order-events.ts'
import { lockOrder } from '../queries/order-for-change.ts'
import { countUnits, updateOrder } from '../queries/order-progress.ts'
import { CANCELLATION_PREFIX } from '../queries/refunds.ts'
import type { OrderUnavailable } from './fulfil-order.ts'
import { moveOrderStock } from './move-order-stock.ts'
import { enqueueRefund, refundableOrder } from './start-refund.ts'

export interface CancelOrder {
  readonly storeId: string
  readonly orderId: string
  readonly ifMatch: number | null
  readonly reason: string
  /** False: the units are written off instead of going back on sale. */
  readonly restock: boolean
  readonly actor: string
  readonly newId: () => string
  readonly now: Date
}

/** Ends an order of which nothing was shipped: its stock is free, and the refund of what was paid is
 *  written down, to be asked for by the caller or else by a job. Answers that refund's id, null when
 *  there is nothing to give back or the order was cancelled before. */
export async function cancelOrder(
  trx: Transaction,
  request: CancelOrder,
): Promise<Result<string | null, RefundFailure | OrderUnavailable>> {
  const { storeId, orderId, reason, restock, actor, newId, now } = request
  const order = await lockOrder(trx, { storeId, orderId })
  if (order === undefined) return fail('not_found')
  if (request.ifMatch !== null && request.ifMatch !== order.version) return fail('version_conflict')
  const isRefundPending = order.refunds.some((refund) => refund.status === 'pending')
  const { lines } = order
  const plan = planCancel({ order: refundableOrder(order), lines, restock, isRefundPending })
  if (!plan.ok) return plan
  if (plan.value.kind === 'already_cancelled') return ok(null)
  await countUnits(
    trx,
    order,
    plan.value.lines.map(({ orderLineId, quantity }) => ({ orderLineId, cancelled: quantity })),
  )
  const moves = plan.value.stock
  await moveOrderStock(trx, { order, moves, reason: 'order_cancelled', actor, newId, now })
  await updateOrder(trx, order, { status: 'cancelled', cancelReason: reason, updatedAt: now })
  const event = { storeId, orderId, id: newId(), type: 'cancelled', actor, now } as const
  await insertOrderEvent(trx, { ...event, message: `Order cancelled: ${reason}` })
  await publish(trx, storeId, { id: newId(), type: 'order.cancelled', payload: { orderId } })
  const { refund } = plan.value
  if (refund === null || order.payment === null) return ok(null)
  const id = newId()
  await enqueueRefund(trx, {
    storeId,
    orderId,
    id,
    reason,
    restock,
    now,
    paymentId: order.payment.id,
    amount: refund.amount,
    currency: order.currency,
    lines: refund.lines,
    operationKey: `${CANCELLATION_PREFIX}${orderId}`,
  })
  return ok(id)
}
