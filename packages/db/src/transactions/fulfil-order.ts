import type { LineQuantity } from '@cartwright/domain/orders/order-line'
import { type FulfilmentFailure, planFulfilment } from '@cartwright/domain/orders/plan-fulfilment'
import type { FulfilmentPlan } from '@cartwright/domain/orders/plan-fulfilment'
import { withPendingRefunds } from '@cartwright/domain/orders/recorded-refunds'
import type { StockMove } from '@cartwright/domain/orders/stock-moves'
import { fail, ok, type Failure, type Result } from '@cartwright/domain/result'

import type { Transaction } from '../database.ts'
import { publish } from '../outbox.ts'
import { insertFulfilment } from '../queries/fulfilments.ts'
import { insertOrderEvent } from '../queries/order-events.ts'
import { lockOrder } from '../queries/order-for-change.ts'
import { countUnits, updateOrder } from '../queries/order-progress.ts'
import { moveOrderStock } from './move-order-stock.ts'

export interface FulfilOrder {
  readonly storeId: string
  readonly orderId: string
  /** The version the caller has seen; null when it does not say. */
  readonly ifMatch: number | null
  /** null: all that remains. */
  readonly asked: readonly LineQuantity[] | null
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
  readonly notifyCustomer: boolean
  readonly actor: string
  readonly newId: () => string
  readonly now: Date
}

export type OrderUnavailable = Failure<'not_found'> | Failure<'version_conflict'>

/** Sends one parcel of an order: its units leave the shelf and are no longer reserved, and the order
 *  moves on. Two parcels at once never ship more than was ordered, nor units whose refund is under
 *  way. Answers the parcel's id. */
export async function fulfilOrder(
  trx: Transaction,
  request: FulfilOrder,
): Promise<Result<string, FulfilmentFailure | OrderUnavailable>> {
  const { storeId, orderId, actor, newId, now } = request
  const order = await lockOrder(trx, { storeId, orderId })
  if (order === undefined) return fail('not_found')
  if (request.ifMatch !== null && request.ifMatch !== order.version) return fail('version_conflict')
  const lines = withPendingRefunds(order.lines, order.refunds)
  const plan = planFulfilment({ order, lines, asked: request.asked })
  if (!plan.ok) return plan
  const { status, fulfilmentStatus } = plan.value
  const parcel = plan.value.lines
  const id = newId()
  await insertFulfilment(trx, { ...request, id, lines: parcel })
  await countUnits(
    trx,
    order,
    parcel.map(({ orderLineId, quantity }) => ({ orderLineId, fulfilled: quantity })),
  )
  const moves = shippedStock(parcel)
  await moveOrderStock(trx, { order, moves, reason: 'order_fulfilled', actor, newId, now })
  await updateOrder(trx, order, { status, fulfilmentStatus, updatedAt: now })
  const units = parcel.reduce((sum, line) => sum + line.quantity, 0)
  const message = `${units} ${units === 1 ? 'item' : 'items'} shipped${sentWith(request)}`
  await insertOrderEvent(trx, {
    storeId,
    orderId,
    id: newId(),
    type: 'fulfilled',
    message,
    actor,
    now,
  })
  const payload = { orderId, fulfilmentId: id, notifyCustomer: request.notifyCustomer }
  await publish(trx, storeId, { id: newId(), type: 'order.fulfilled', payload })
  return ok(id)
}

function shippedStock(parcel: FulfilmentPlan['lines']): StockMove[] {
  const quantities = new Map<string, number>()
  for (const { variantId, quantity, stockTracked } of parcel) {
    if (stockTracked) quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity)
  }
  return [...quantities].map(([variantId, quantity]) => ({
    variantId,
    onHandDelta: 0 - quantity,
    reservedDelta: 0 - quantity,
  }))
}

function sentWith({ carrier, trackingNumber }: FulfilOrder): string {
  const by = carrier === null ? '' : ` with ${carrier}`
  return trackingNumber === null ? by : `${by} (${trackingNumber})`
}
