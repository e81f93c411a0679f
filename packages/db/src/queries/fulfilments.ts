import type { LineQuantity } from '@cartwright/domain/orders/order-line'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'

export interface NewFulfilment {
  readonly storeId: string
  readonly id: string
  readonly orderId: string
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly trackingUrl: string | null
  readonly lines: readonly LineQuantity[]
  readonly now: Date
}

/** Writes down a parcel that leaves now. */
export async function insertFulfilment(trx: Transaction, parcel: NewFulfilment): Promise<void> {
  const { storeId, id, lines, now } = parcel
  await sql`
    with parcel as (
      insert into fulfilments (
        store_id, id, order_id, status, carrier, tracking_number, tracking_url, shipped_at,
        created_at
      ) values (
        ${storeId}, ${id}, ${parcel.orderId}, 'shipped', ${parcel.carrier},
        ${parcel.trackingNumber}, ${parcel.trackingUrl}, ${now}, ${now}
      ) returning store_id, id
    )
    insert into fulfilment_lines (store_id, fulfilment_id, order_line_id, quantity)
    select parcel.store_id, parcel.id, line.id, line.quantity
      from parcel, unnest(
        ${lines.map((line) => line.orderLineId)}::uuid[],
        ${lines.map((line) => line.quantity)}::int[]
      ) as line (id, quantity)
  `.execute(trx)
}
