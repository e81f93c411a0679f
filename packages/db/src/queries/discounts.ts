import type { Selectable, SelectQueryBuilder, Updateable } from 'kysely'
import { sql } from 'kysely'

import { cutPage, decodeCursor, type Page } from '../cursor.ts'
import type { Database, Transaction } from '../database.ts'
import { microseconds, momentOf } from '../expressions/microseconds.ts'
import type { DB, DiscountsTable } from '../tables.ts'

export type DiscountRow = Omit<Selectable<DiscountsTable>, 'storeId' | 'codeKey' | 'buyXGetY'>

/** What an operator decides about a discount. */
export type DiscountValues = Omit<
  Selectable<DiscountsTable>,
  'storeId' | 'id' | 'usedCount' | 'buyXGetY' | 'createdAt' | 'updatedAt'
>

const columns = [
  ...(['id', 'code', 'title', 'type', 'class', 'value', 'isActive', 'usageLimit'] as const),
  ...(['usedCount', 'perCustomerLimit', 'startsAt', 'endsAt', 'minimumOrderAmount'] as const),
  ...(['minimumQuantity', 'scope', 'targetIds', 'combinesWith', 'createdAt'] as const),
  'updatedAt',
] as const

export interface DiscountName {
  readonly storeId: string
  readonly id: string
}

export async function findDiscount(
  db: Database,
  { storeId, id }: DiscountName,
): Promise<DiscountRow | undefined> {
  return db
    .selectFrom('discounts')
    .select(columns)
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** As `findDiscount`, and nobody else changes or uses it up until the transaction ends. */
export async function lockDiscount(
  trx: Transaction,
  { storeId, id }: DiscountName,
): Promise<DiscountRow | undefined> {
  return trx
    .selectFrom('discounts')
    .select(columns)
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export interface NewDiscount extends DiscountName {
  readonly values: DiscountValues
  readonly now: Date
}

/** Undefined when another discount of the store has the code. */
export async function insertDiscount(
  trx: Transaction,
  { storeId, id, values, now }: NewDiscount,
): Promise<DiscountRow | undefined> {
  return trx
    .insertInto('discounts')
    .values({ ...values, storeId, id, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.constraint('discounts_code_key').doNothing())
    .returning(columns)
    .executeTakeFirst()
}

/** Throws a violation of `discounts_code_key` when another discount of the store has the code. */
export async function updateDiscount(
  trx: Transaction,
  { storeId, id, values, now }: NewDiscount,
): Promise<DiscountRow> {
  const update: Updateable<DiscountsTable> = { ...values, updatedAt: now }
  return trx
    .updateTable('discounts')
    .set(update)
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** False when there is none. Orders keep what it took off; carts show its code as unknown. */
export async function deleteDiscount(
  trx: Transaction,
  { storeId, id }: DiscountName,
): Promise<boolean> {
  const deleted = await trx
    .deleteFrom('discounts')
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

export interface DiscountTargets {
  readonly storeId: string
  readonly scope: 'products' | 'collections'
  /** Distinct. */
  readonly ids: readonly string[]
}

/** Does the store have all of these? */
export async function hasTargets(
  db: Database,
  { storeId, scope, ids }: DiscountTargets,
): Promise<boolean> {
  const { count } = await db
    .selectFrom(scope)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('storeId', '=', storeId)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .executeTakeFirstOrThrow()
  return count === ids.length
}

export interface DiscountSearch {
  readonly storeId: string
  readonly limit: number
  readonly cursor: string | null
  /** In code or title, whatever the case. */
  readonly text: string | null
  /** Only those that work now, or only those that do not; null: both. */
  readonly active: boolean | null
  readonly now: Date
}

const newest = { name: 'discounts:newest', keys: ['integer', 'uuid'] } as const

/** The newest discounts first; null when the cursor is none of this list's. */
export async function listDiscounts(
  db: Database,
  search: DiscountSearch,
): Promise<Page<DiscountRow> | null> {
  const place = search.cursor === null ? undefined : decodeCursor(newest, search.cursor)
  if (place === null) return null
  const found = await matching(db.selectFrom('discounts'), search)
    .select(columns)
    .select((eb) => microseconds(eb.ref('createdAt')).as('createdMicroseconds'))
    .$if(place !== undefined, (query) =>
      query.where(
        sql<boolean>`(created_at, id) < (${momentOf(place?.[0] ?? 0)}, ${place?.[1] ?? ''}::uuid)`,
      ),
    )
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(search.limit + 1)
    .execute()
  return cutPage(found, {
    limit: search.limit,
    order: newest,
    valuesOf: (row) => [row.createdMicroseconds, row.id],
  })
}

/** How many discounts match, on all pages. */
export async function countDiscounts(db: Database, search: DiscountSearch): Promise<number> {
  const { count } = await matching(db.selectFrom('discounts'), search)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

type Discounts = SelectQueryBuilder<DB, 'discounts', object>

function matching(query: Discounts, { storeId, text, active, now }: DiscountSearch): Discounts {
  const worksNow = sql<boolean>`(is_active and (starts_at is null or starts_at <= ${now})
    and (ends_at is null or ends_at > ${now})
    and (usage_limit is null or used_count < usage_limit))`
  return query
    .where('storeId', '=', storeId)
    .$if(text !== null, (query) =>
      query.where(
        sql<boolean>`strpos(lower(concat_ws(' ', code, title)), lower(${text}::text)) > 0`,
      ),
    )
    .$if(active !== null, (query) => query.where(sql<boolean>`${worksNow} = ${active}::boolean`))
}
