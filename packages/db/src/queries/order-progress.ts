import type { FulfilmentStatus, OrderStatus, PaymentStatus } from '@cartwright/domain/orders/states'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { LockedOrder } from './order-for-change.ts'

export interface OrderProgress {
  readonly status?: OrderStatus
  readonly paymentStatus?: PaymentStatus
  readonly fulfilmentStatus?: FulfilmentStatus
  readonly cancelReason?: string
  readonly updatedAt: Date
}

/** Moves a locked order on, to its next version. */
export async function updateOrder(
  trx: Transaction,
  { storeId, id, version }: Pick<LockedOrder, 'storeId' | 'id' | 'version'>,
  progress: OrderProgress,
): Promise<void> {
  const updated = await trx
    .updateTable('orders')
    .set({ ...progress, version: version + 1 })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (updated === undefined) throw new Error('An order changed under its lock')
}

export interface LineProgress {
  readonly orderLineId: string
  readonly fulfilled?: number
  readonly cancelled?: number
  readonly refunded?: number
}

/** Counts up units of a locked order's lines. More than a line has breaks a constraint. */
export async function countUnits(
  trx: Transaction,
  { storeId, id }: Pick<LockedOrder, 'storeId' | 'id'>,
  lines: readonly LineProgress[],
): Promise<void> {
  if (lines.length === 0) return
  await sql`
    update order_lines
       set fulfilled_quantity = fulfilled_quantity + step.fulfilled,
           cancelled_quantity = cancelled_quantity + step.cancelled,
           refunded_quantity = refunded_quantity + step.refunded
      from unnest(
        ${lines.map((line) => line.orderLineId)}::uuid[],
        ${lines.map((line) => line.fulfilled ?? 0)}::int[],
        ${lines.map((line) => line.cancelled ?? 0)}::int[],
        ${lines.map((line) => line.refunded ?? 0)}::int[]
      ) as step (id, fulfilled, cancelled, refunded)
     where order_lines.store_id = ${storeId} and order_lines.order_id = ${id}
       and order_lines.id = step.id
  `.execute(trx)
}
