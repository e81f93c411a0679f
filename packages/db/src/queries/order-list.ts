import type { FulfilmentStatus, OrderStatus, PaymentStatus } from '@cartwright/domain/orders/states'
import { type RawBuilder, sql } from 'kysely'

import { type CursorOrder, type CursorValues, cutPage, type Page } from '../cursor.ts'
import type { Database } from '../database.ts'
import { microseconds, momentOf } from '../expressions/microseconds.ts'
import { orderColumns, type OrderRow } from './order-row.ts'

export interface OrderFilter {
  /** Found in the order's number, the buyer's address or name. */
  readonly search: string | null
  readonly status: OrderStatus | null
  readonly paymentStatus: PaymentStatus | null
  readonly fulfilmentStatus: FulfilmentStatus | null
  /** Placed then or later. */
  readonly from: Date | null
  /** Placed before then. */
  readonly before: Date | null
}

/** Newest first. */
export const orderListOrder = {
  name: 'orders-newest',
  keys: ['integer', 'uuid'],
} as const satisfies CursorOrder

export interface OrderListRequest {
  readonly storeId: string
  readonly filter: OrderFilter
  readonly after: CursorValues<typeof orderListOrder.keys> | null
  readonly limit: number
  readonly includeTotal: boolean
}

export interface OrderPage extends Page<OrderRow> {
  /** Null when it was not asked for. */
  readonly total: number | null
}

type Found = { readonly count: number | null } & (
  | { readonly id: null }
  | (OrderRow & { readonly placedAtMicros: number })
)

/** One page of a store's orders, the newest first, in one statement: the page is found first, and
 *  only its rows are filled. */
export async function listOrders(db: Database, request: OrderListRequest): Promise<OrderPage> {
  const { after, limit } = request
  const conditions = matches(request)
  const total = request.includeTotal
    ? sql`(select count(*)::int from orders o ${buyers(request)} where ${conditions})`
    : sql`null::int`
  const isAfter =
    after === null ? sql`` : sql`and (o.placed_at, o.id) < (${momentOf(after[0])}, ${after[1]})`
  const { rows } = await sql<Found>`
    select head.count, page.* from (select ${total} as count) head left join lateral (
      select ${orderColumns}, ${microseconds(sql`o.placed_at`)} as placed_at_micros
        from (
          select o.* from orders o ${buyers(request)} where ${conditions} ${isAfter}
           order by o.placed_at desc, o.id desc limit ${limit + 1}
        ) o
    ) page on true
    order by page.placed_at desc, page.id desc
  `.execute(db)
  const page = cutPage(
    rows.filter((row) => row.id !== null),
    { limit, order: orderListOrder, valuesOf: (row) => [row.placedAtMicros, row.id] },
  )
  return { ...page, total: rows[0]?.count ?? null }
}

function buyers({ filter }: OrderListRequest): RawBuilder<unknown> {
  return filter.search === null
    ? sql``
    : sql`join customers c on c.store_id = o.store_id and c.id = o.customer_id`
}

function matches({ storeId, filter }: OrderListRequest): RawBuilder<unknown> {
  const { status, paymentStatus, fulfilmentStatus, from, before } = filter
  const conditions = [
    sql`o.store_id = ${storeId}`,
    status !== null && sql`o.status = ${status}`,
    paymentStatus !== null && sql`o.payment_status = ${paymentStatus}`,
    fulfilmentStatus !== null && sql`o.fulfilment_status = ${fulfilmentStatus}`,
    from !== null && sql`o.placed_at >= ${from}`,
    before !== null && sql`o.placed_at < ${before}`,
    filter.search !== null && contains(filter.search),
  ].filter((condition) => condition !== false)
  return sql.join(conditions, sql` and `)
}

/** By position, not by pattern: what is typed may hold `%` and `_`. */
function contains(search: string): RawBuilder<unknown> {
  return sql`position(lower(${search}) in lower(concat_ws(
    ' ', o.order_number, o.email, c.first_name, c.last_name, o.shipping_address ->> 'name'
  ))) > 0`
}
