import type { LineQuantity } from '@cartwright/domain/orders/order-line'
import { planRefund, type RefundFailure } from '@cartwright/domain/orders/plan-refund'
import { committedRefunds, withPendingRefunds } from '@cartwright/domain/orders/recorded-refunds'
import { fail, ok, type Result } from '@cartwright/domain/result'

import type { Transaction } from '../database.ts'
import type { LockedOrder } from '../queries/order-for-change.ts'
import { lockOrder } from '../queries/order-for-change.ts'
import { updateOrder } from '../queries/order-progress.ts'
import { insertRefund, type NewRefund } from '../queries/refunds.ts'
import { enqueue } from '../queue.ts'
import type { OrderUnavailable } from './fulfil-order.ts'

/** When a job takes over from a process that asked for the refund and was never heard of again. */
const TAKEN_OVER_AFTER_MS = 120_000

export interface StartRefund {
  readonly storeId: string
  readonly orderId: string
  readonly ifMatch: number | null
  /** null: what the lines are worth; without lines, all that is left. */
  readonly amount: number | null
  /** null: every unit left when there is no amount either, else none. */
  readonly asked: readonly LineQuantity[] | null
  readonly restock: boolean
  readonly reason: string
  /** Names the request: the same one again finds the refund it began. null: a request of its own. */
  readonly operationKey: string | null
  readonly newId: () => string
  readonly now: Date
}

/** Decides a refund and writes it down before anybody is asked for the money; from then on no other
 *  refund can have it, and no parcel its units. A job finishes it should the caller not. Answers the
 *  refund's id. */
export async function startRefund(
  trx: Transaction,
  request: StartRefund,
): Promise<Result<string, RefundFailure | OrderUnavailable>> {
  const { storeId, orderId, operationKey, amount, asked, restock, reason, now } = request
  const order = await lockOrder(trx, { storeId, orderId })
  if (order === undefined) return fail('not_found')
  const begun = order.refunds.find((refund) => refund.operationKey === operationKey)
  if (begun !== undefined) return ok(begun.id)
  if (request.ifMatch !== null && request.ifMatch !== order.version) return fail('version_conflict')
  const lines = withPendingRefunds(order.lines, order.refunds)
  const plan = planRefund({ order: refundableOrder(order), lines, amount, asked, restock })
  if (!plan.ok) return plan
  if (order.payment === null) return fail('nothing_to_refund')
  const id = request.newId()
  await enqueueRefund(trx, {
    storeId,
    orderId,
    id,
    reason,
    restock,
    now,
    paymentId: order.payment.id,
    amount: plan.value.amount,
    currency: order.currency,
    lines: plan.value.lines,
    operationKey: operationKey ?? id,
  })
  await updateOrder(trx, order, { updatedAt: now })
  return ok(id)
}

/** Writes down a refund of a locked order, and the job that asks for it unless its caller does. */
export async function enqueueRefund(trx: Transaction, refund: NewRefund): Promise<void> {
  const { storeId, id, now } = refund
  await insertRefund(trx, refund)
  await enqueue(trx, {
    name: 'execute-refund',
    payload: { storeId, refundId: id },
    key: `refund:${id}`,
    runAt: new Date(now.getTime() + TAKEN_OVER_AFTER_MS),
  })
}

/** The order's money, as a further refund must see it. */
export function refundableOrder(order: LockedOrder) {
  const paid = order.payment?.amount ?? 0
  return { ...order, paid, refunded: committedRefunds(order.refunds) }
}
