import { type Selectable, sql } from 'kysely'

import type { Database } from '../database.ts'
import type { IssuesTable, OrdersTable } from '../tables.ts'

export interface Sales {
  readonly orders: number
  /** Paid less refunded, in minor units of the store's currency. */
  readonly revenue: number
  readonly unitsSold: number
}

/** What was sold since each of these moments, in one statement; in the order asked. An order counts
 *  when it was paid and not cancelled. */
export async function sumSales(
  db: Database,
  storeId: string,
  since: readonly Date[],
): Promise<Sales[]> {
  const moments = since.map((moment) => moment.toISOString())
  const { rows } = await sql<Sales>`
    with sold as materialized (
      select o.placed_at,
             o.total - coalesce((
               select sum(r.amount) from refunds r
                where r.store_id = o.store_id and r.order_id = o.id and r.status = 'succeeded'
             ), 0) as revenue,
             (
               select coalesce(sum(l.quantity - l.cancelled_quantity), 0) from order_lines l
                where l.store_id = o.store_id and l.order_id = o.id
             ) as units
        from orders o
       where o.store_id = ${storeId}
         and o.placed_at >= (select min(moment) from unnest(${moments}::timestamptz[]) as moment)
         and o.status <> 'cancelled' and o.payment_status not in ('pending', 'failed')
    )
    select count(sold.placed_at) as orders,
           coalesce(sum(sold.revenue), 0)::bigint as revenue,
           coalesce(sum(sold.units), 0)::bigint as units_sold
      from unnest(${moments}::timestamptz[]) with ordinality as span (since, position)
      left join sold on sold.placed_at >= span.since
     group by span.position order by span.position
  `.execute(db)
  return rows
}

export interface Onboarding {
  readonly stripeConnected: boolean
  readonly hasProduct: boolean
  readonly hasShippingZone: boolean
  readonly hasTaxRate: boolean
  readonly hasStorefrontToken: boolean
}

/** Which of the steps to a selling store are done? One statement. */
export async function findOnboarding(
  db: Database,
  storeId: string,
  now: Date,
): Promise<Onboarding> {
  const { rows } = await sql<Onboarding>`
    select exists (
             select from stripe_accounts
              where store_id = ${storeId} and is_current and charges_enabled
           ) as stripe_connected,
           exists (
             select from products where store_id = ${storeId} and status = 'active'
           ) as has_product,
           exists (select from shipping_zones where store_id = ${storeId}) as has_shipping_zone,
           exists (select from tax_rates where store_id = ${storeId}) as has_tax_rate,
           exists (
             select from storefront_tokens
              where store_id = ${storeId} and revoked_at is null
                and (expires_at is null or expires_at > ${now})
           ) as has_storefront_token
  `.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('a select of constants answers one row')
  return row
}

const orderColumns = [
  'id',
  'orderNumber',
  'status',
  'paymentStatus',
  'fulfilmentStatus',
  'total',
  'currency',
  'placedAt',
] as const

export type RecentOrder = Pick<Selectable<OrdersTable>, (typeof orderColumns)[number]>

/** The newest orders of the store. */
export function listRecentOrders(
  db: Database,
  storeId: string,
  limit: number,
): Promise<RecentOrder[]> {
  return db
    .selectFrom('orders')
    .select(orderColumns)
    .where('storeId', '=', storeId)
    .orderBy('placedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export interface LowStockVariant {
  readonly variantId: string
  readonly productId: string
  readonly productTitle: string
  readonly variantTitle: string
  readonly sku: string
  readonly availableQuantity: number
  readonly lowStockThreshold: number
}

/** Variants for sale that have no more available than their threshold, the scarcest first. */
export async function listLowStock(
  db: Database,
  storeId: string,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<LowStockVariant[]> {
  const { rows } = await sql<LowStockVariant>`
    select v.id as variant_id, p.id as product_id, p.title as product_title,
           v.title as variant_title, v.sku, stock.available as available_quantity,
           v.low_stock_threshold
      from variants v
      join products p on p.store_id = v.store_id and p.id = v.product_id and p.status = 'active'
     cross join lateral (
       select v.on_hand - v.reserved - coalesce(sum(h.quantity), 0)::integer as available
         from stock_holds h
        where h.store_id = v.store_id and h.variant_id = v.id and h.expires_at > ${now}
     ) as stock
     where v.store_id = ${storeId} and v.track_inventory
       and v.low_stock_threshold is not null and stock.available <= v.low_stock_threshold
     order by stock.available, v.id
     limit ${limit}
  `.execute(db)
  return rows
}

export type IssueRow = Selectable<IssuesTable>

/** The open issues of the store: critical ones first, then the latest. */
export async function listOpenIssues(
  db: Database,
  storeId: string,
  limit: number,
): Promise<IssueRow[]> {
  const { rows } = await sql<IssueRow>`
    select * from issues
     where store_id = ${storeId} and status = 'open'
     order by array_position(array['critical', 'warning', 'info'], severity), last_seen_at desc, id
     limit ${limit}
  `.execute(db)
  return rows
}
