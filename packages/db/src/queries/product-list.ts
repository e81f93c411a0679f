import { type RawBuilder, sql } from 'kysely'

import { cutPage, type Page } from '../cursor.ts'
import type { Database } from '../database.ts'
import { sendCompiled } from '../prepared-query.ts'
import { livingHolds, productText, type ProductText } from './product-row.ts'
import {
  productOrder,
  type ProductPlace,
  type ProductSort,
  productSortSql,
} from './product-sort.ts'

export interface ProductFilter {
  /** Empty: whatever the status. */
  readonly statuses: readonly ('draft' | 'active' | 'archived')[]
  /** Of a search, the longest first; null without a search. */
  readonly words: readonly string[] | null
  /** Slug or id. */
  readonly collection: string | null
  readonly tag: string | null
  /** Products with a variant in this range of prices, both ends included. */
  readonly prices: { readonly min: number | null; readonly max: number | null } | null
  readonly inStock: boolean | null
}

export interface ProductListRequest {
  readonly storeId: string
  readonly filter: ProductFilter
  /** `relevance` needs words, `manual` a collection. */
  readonly sort: ProductSort
  readonly after: ProductPlace | null
  readonly limit: number
  readonly includeTotal: boolean
  readonly now: Date
}

export interface ProductPage extends Page<ProductText> {
  readonly total: number | null
}

type Found = { readonly total: number | null } & (
  | { readonly id: null }
  | (ProductText & { readonly sortKey: string | number })
)

/** One page of a store's products, in one statement: the page is found by index first, and only its
 *  rows are filled. Null when the collection asked for does not exist. */
export async function listProducts(
  db: Database,
  request: ProductListRequest,
): Promise<ProductPage | null> {
  const { sort, after, limit, now } = request
  const { key, orderBy, after: isAfter, isDescending } = productSortSql(sort)
  const direction = isDescending ? sql`desc` : sql`asc`
  const query = sql<Found>`
    select head.total, page.* from ${head(request)} left join lateral (
      select p.id, ${key} as "sortKey",
        case when row_number() over (order by ${orderBy}) <= ${rowsToShow(limit)}
          then ${productText(now)} else '' end as text
      from ${sources(request)}
      where ${matches(request)} ${after === null ? sql`` : sql`and ${isAfter(after)}`}
      order by ${orderBy} limit ${rowsToShow(limit)} + 1
    ) page on true
    order by page."sortKey" ${direction}, page.id ${direction}`.compile(db)
  const rows = await sendCompiled(db, query)
  const [first] = rows
  if (first === undefined) return null
  const found = rows.filter((row) => row.id !== null)
  const { rows: page, nextCursor } = cutPage(found, {
    limit,
    order: productOrder(sort),
    valuesOf: (row) => [row.sortKey, row.id],
  })
  return { rows: page, nextCursor, total: first.total }
}

const PAGE_SIZES = [20, 50, 100]

/** The rows of a page, in steps and written into the statement: with a limit it is not told,
 *  PostgreSQL plans the statement anew each time, which costs as much as running it. One row more is
 *  read, only to know whether there is a next page, so its text is left out. */
function rowsToShow(limit: number): RawBuilder<number> {
  return sql.lit(PAGE_SIZES.find((size) => limit <= size) ?? limit)
}

/** One row that the page hangs on: it is there when the page is empty, but not when the collection
 *  does not exist. */
function head({ storeId, filter, ...request }: ProductListRequest): RawBuilder<unknown> {
  const { collection } = filter
  const total = request.includeTotal
    ? sql`(
        select count(*)::int from ${sources({ storeId, filter, ...request })}
        where ${matches({ storeId, filter, ...request })}
      )`
    : sql`null::int`
  if (collection === null) return sql`(select ${total} as total) head`
  return sql`(
    select ${total} as total, head.id from collections head
    where head.store_id = ${storeId} and (head.slug = ${collection} or head.id::text = ${collection})
    limit 1
  ) head`
}

function sources({ storeId, filter }: ProductListRequest): RawBuilder<unknown> {
  const search =
    filter.words === null
      ? sql``
      : sql`join search_products(${storeId}::uuid, ${filter.words}::text[]) found
          on found.product_id = p.id`
  const collection =
    filter.collection === null
      ? sql``
      : sql`join collection_products cp on cp.store_id = p.store_id and cp.product_id = p.id`
  return sql`products p ${search} ${collection}`
}

function matches({ storeId, filter, now }: ProductListRequest): RawBuilder<boolean> {
  const { statuses, tag, prices, inStock } = filter
  const [status] = statuses
  const conditions = [
    sql<boolean>`p.store_id = ${storeId}`,
    status !== undefined && statuses.length === 1 && sql<boolean>`p.status = ${status}`,
    statuses.length > 1 && sql<boolean>`p.status = any(${statuses}::text[])`,
    filter.collection !== null && sql<boolean>`cp.collection_id = head.id`,
    tag !== null && sql<boolean>`p.tags @> array[${tag}::text]`,
    prices !== null &&
      sql<boolean>`p.max_price >= ${prices.min ?? 0}
        and p.min_price <= ${prices.max ?? Number.MAX_SAFE_INTEGER}`,
    inStock !== null && sql<boolean>`${isInStock(now)} = ${inStock}`,
  ].filter((condition) => condition !== false)
  return sql<boolean>`${sql.join(conditions, sql` and `)}`
}

/** The rule of the domain's `canSupply`, of one unit, where it has to be a filter. An aggregate
 *  rather than `exists`, which the planner would answer by reading the variants of every store. */
function isInStock(now: Date): RawBuilder<boolean> {
  return sql<boolean>`coalesce((
    select bool_or(not v.track_inventory or v.allow_backorder
      or v.on_hand - v.reserved - ${livingHolds(now)} > 0)
    from variants v where v.store_id = p.store_id and v.product_id = p.id
  ), false)`
}
