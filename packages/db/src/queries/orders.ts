import { sql } from 'kysely'

import type { Database } from '../database.ts'
import { orderColumns, type OrderRow } from './order-row.ts'

/** Names one order of one store. */
export interface OrderKey {
  readonly storeId: string
  readonly orderId: string
}

/** An order with all that belongs to it, in one statement; undefined when the store has no such
 *  order. */
export async function findOrder(
  db: Database,
  { storeId, orderId }: OrderKey,
): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`
    select ${orderColumns} from orders o where o.store_id = ${storeId} and o.id = ${orderId}
  `.execute(db)
  return rows[0]
}

export interface TrackedOrderKey {
  readonly storeId: string
  readonly trackingToken: string
}

/** The order that whoever holds this token may follow. */
export async function findTrackedOrder(
  db: Database,
  { storeId, trackingToken }: TrackedOrderKey,
): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`
    select ${orderColumns} from orders o
     where o.store_id = ${storeId} and o.tracking_token = ${trackingToken}
  `.execute(db)
  return rows[0]
}
