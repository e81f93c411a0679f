import { type RawBuilder, sql } from 'kysely'

import type { CursorOrder, CursorValues } from '../cursor.ts'
import { momentOf } from '../expressions/microseconds.ts'

export type ProductSort =
  | 'newest'
  | 'price-asc'
  | 'price-desc'
  | 'title-asc'
  | 'popular'
  | 'relevance'
  | 'manual'

type SortKeys = readonly ['integer' | 'text', 'uuid']

/** Where a page begins: the sort key and id of the row before it. */
export type ProductPlace = CursorValues<SortKeys>

interface SortSql {
  readonly order: CursorOrder<SortKeys>
  /** The sort key as a cursor keeps it. */
  readonly key: RawBuilder<string | number>
  readonly orderBy: RawBuilder<unknown>
  readonly after: (place: ProductPlace) => RawBuilder<boolean>
  readonly isDescending: boolean
}

const createdMicroseconds = sql<number>`(extract(epoch from p.created_at) * 1000000)::bigint`

const byId = (name: ProductSort, key: 'integer' | 'text'): CursorOrder<SortKeys> => ({
  name: `products:${name}`,
  keys: [key, 'uuid'],
})

/** How products `p` are sorted: in collections also by `cp`, in searches also by `found`. Each order
 *  ends with the id, so that pages never overlap. */
const sorts: Readonly<Record<ProductSort, SortSql>> = {
  newest: {
    order: byId('newest', 'integer'),
    key: createdMicroseconds,
    orderBy: sql`p.created_at desc, p.id desc`,
    after: ([key, id]) => sql`(p.created_at, p.id) < (${momentOf(Number(key))}, ${id}::uuid)`,
    isDescending: true,
  },
  'price-asc': {
    order: byId('price-asc', 'integer'),
    key: sql`p.min_price`,
    orderBy: sql`p.min_price, p.id`,
    after: ([key, id]) => sql`(p.min_price, p.id) > (${key}::bigint, ${id}::uuid)`,
    isDescending: false,
  },
  'price-desc': {
    order: byId('price-desc', 'integer'),
    key: sql`p.min_price`,
    orderBy: sql`p.min_price desc, p.id desc`,
    after: ([key, id]) => sql`(p.min_price, p.id) < (${key}::bigint, ${id}::uuid)`,
    isDescending: true,
  },
  'title-asc': {
    order: byId('title-asc', 'text'),
    key: sql`p.title`,
    orderBy: sql`p.title, p.id`,
    after: ([key, id]) => sql`(p.title, p.id) > (${key}::text, ${id}::uuid)`,
    isDescending: false,
  },
  popular: {
    order: byId('popular', 'integer'),
    key: sql`p.units_sold`,
    orderBy: sql`p.units_sold desc, p.id desc`,
    after: ([key, id]) => sql`(p.units_sold, p.id) < (${key}::bigint, ${id}::uuid)`,
    isDescending: true,
  },
  relevance: {
    order: byId('relevance', 'integer'),
    key: sql`found.score`,
    orderBy: sql`found.score desc, p.id desc`,
    after: ([key, id]) => sql`(found.score, p.id) < (${key}::bigint, ${id}::uuid)`,
    isDescending: true,
  },
  manual: {
    order: byId('manual', 'integer'),
    key: sql`cp.position`,
    orderBy: sql`cp.position, p.id`,
    after: ([key, id]) => sql`(cp.position, p.id) > (${key}::bigint, ${id}::uuid)`,
    isDescending: false,
  },
}

/** The SQL of a sort order. */
export function productSortSql(sort: ProductSort): SortSql {
  return sorts[sort]
}

/** The order that cursors of a sort belong to. */
export function productOrder(sort: ProductSort): CursorOrder<SortKeys> {
  return sorts[sort].order
}
