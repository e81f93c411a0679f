import { type Insertable, type Selectable, sql } from 'kysely'

import { cutPage, type CursorOrder, type CursorValues, type Page } from '../cursor.ts'
import type { Database, Transaction } from '../database.ts'
import { momentOf } from '../expressions/microseconds.ts'
import type { CollectionsTable } from '../tables.ts'
import type { ImageRow } from './product-row.ts'

/** A collection with its picture and how many products it has. */
export interface CollectionRow extends Pick<
  Selectable<CollectionsTable>,
  | 'id'
  | 'slug'
  | 'title'
  | 'description'
  | 'kind'
  | 'rules'
  | 'sort'
  | 'seoTitle'
  | 'seoDescription'
  | 'version'
  | 'createdAt'
  | 'updatedAt'
> {
  readonly image: ImageRow | null
  readonly productCount: number
}

/** Which products count. */
export type CountedStatuses = readonly ('draft' | 'active' | 'archived')[]

function columns(statuses: CountedStatuses) {
  return sql`
    c.id, c.slug, c.title, c.description, c.kind, c.rules, c.sort, c.seo_title, c.seo_description,
    c.version, c.created_at, c.updated_at,
    (
      select json_build_object('id', m.id, 'key', m.key, 'alt', m.alt, 'width', m.width,
        'height', m.height, 'sizes', m.sizes, 'placeholder', m.placeholder)
      from media m where m.store_id = c.store_id and m.id = c.image_media_id
    ) as image,
    (
      select count(*)::int from collection_products cp
      join products p on p.store_id = cp.store_id and p.id = cp.product_id
        and p.status = any(${statuses}::text[])
      where cp.store_id = c.store_id and cp.collection_id = c.id
    ) as product_count`
}

/** Newest first. */
export const collectionOrder = {
  name: 'collections',
  keys: ['integer', 'uuid'],
} as const satisfies CursorOrder

export interface CollectionListRequest {
  readonly storeId: string
  readonly counted: CountedStatuses
  /** Part of the title; null for all. */
  readonly titlePart: string | null
  readonly after: CursorValues<(typeof collectionOrder)['keys']> | null
  readonly limit: number
  readonly includeTotal: boolean
}

/** One page of a store's collections, newest first. */
export async function listCollections(
  db: Database,
  request: CollectionListRequest,
): Promise<Page<CollectionRow> & { readonly total: number | null }> {
  const { storeId, counted, titlePart, after, limit } = request
  const matches = sql`c.store_id = ${storeId}
    and strpos(lower(c.title), lower(${titlePart ?? ''}::text)) > 0`
  const place =
    after === null
      ? sql``
      : sql`and (c.created_at, c.id) < (${momentOf(after[0])}, ${after[1]}::uuid)`
  const { rows } = await sql<CollectionRow & { createdMicroseconds: number }>`
    select ${columns(counted)},
      (extract(epoch from c.created_at) * 1000000)::bigint as created_microseconds
    from collections c where ${matches} ${place}
    order by c.created_at desc, c.id desc limit ${limit + 1}`.execute(db)
  const page = cutPage(rows, {
    limit,
    order: collectionOrder,
    valuesOf: (row) => [row.createdMicroseconds, row.id],
  })
  if (!request.includeTotal) return { ...page, total: null }
  const count = await sql<{ total: number }>`
    select count(*)::int as total from collections c where ${matches}`.execute(db)
  return { ...page, total: count.rows[0]?.total ?? 0 }
}

/** One collection, by its slug or its id. */
export async function findCollection(
  db: Database,
  where: { readonly storeId: string; readonly slug?: string; readonly id?: string },
  counted: CountedStatuses,
): Promise<CollectionRow | undefined> {
  const { rows } = await sql<CollectionRow>`
    select ${columns(counted)} from collections c
    where c.store_id = ${where.storeId}
      and (c.slug = ${where.slug ?? null}::text or c.id = ${where.id ?? null}::uuid)`.execute(db)
  return rows[0]
}

/** Inserts a collection; false when its slug is taken. */
export async function insertCollection(
  trx: Transaction,
  row: Insertable<CollectionsTable>,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('collections')
    .values(row)
    .onConflict((conflict) => conflict.columns(['storeId', 'slug']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Which of these slugs do collections of this store have? */
export async function takenCollectionSlugs(
  trx: Transaction,
  storeId: string,
  slugs: readonly string[],
): Promise<string[]> {
  const rows = await trx
    .selectFrom('collections')
    .select('slug')
    .where('storeId', '=', storeId)
    .where('slug', '=', sql<string>`any(${slugs}::text[])`)
    .execute()
  return rows.map(({ slug }) => slug)
}

export interface CollectionKey {
  readonly storeId: string
  readonly collectionId: string
}

/** The collection, locked. */
export function lockCollection(
  trx: Transaction,
  { storeId, collectionId }: CollectionKey,
): Promise<Selectable<CollectionsTable> | undefined> {
  return trx
    .selectFrom('collections')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('id', '=', collectionId)
    .forUpdate()
    .executeTakeFirst()
}

export type CollectionContent = Pick<
  Selectable<CollectionsTable>,
  'slug' | 'title' | 'description' | 'imageMediaId' | 'sort' | 'seoTitle' | 'seoDescription'
>

/** Writes the content of a locked collection, as its next version. Breaks `collections_slug_key`
 *  when another collection has the slug. */
export async function updateCollection(
  trx: Transaction,
  { storeId, collectionId }: CollectionKey,
  { content, now }: { readonly content: CollectionContent; readonly now: Date },
): Promise<void> {
  await trx
    .updateTable('collections')
    .set((eb) => ({ ...content, version: eb('version', '+', 1), updatedAt: now }))
    .where('storeId', '=', storeId)
    .where('id', '=', collectionId)
    .execute()
}

/** Deletes a collection; its products stay. */
export async function deleteCollection(
  trx: Transaction,
  { storeId, collectionId }: CollectionKey,
): Promise<void> {
  await trx
    .deleteFrom('collections')
    .where('storeId', '=', storeId)
    .where('id', '=', collectionId)
    .execute()
}

/** Makes these the products of a collection, in this order. False when one of them does not exist in
 *  the store. */
export async function setCollectionProducts(
  trx: Transaction,
  { storeId, collectionId }: CollectionKey,
  productIds: readonly string[],
): Promise<boolean> {
  const wanted = [...new Set(productIds)]
  const found = await trx
    .selectFrom('products')
    .select('id')
    .where('storeId', '=', storeId)
    .where('id', '=', sql<string>`any(${wanted}::uuid[])`)
    .orderBy('id')
    .forKeyShare()
    .execute()
  if (found.length < wanted.length) return false
  await sql`
    delete from collection_products
    where store_id = ${storeId} and collection_id = ${collectionId}
      and product_id <> all(${wanted}::uuid[])`.execute(trx)
  await sql`
    insert into collection_products (store_id, collection_id, product_id, position)
    select ${storeId}::uuid, ${collectionId}::uuid, x.id, x.position - 1
    from unnest(${wanted}::uuid[]) with ordinality as x (id, position)
    on conflict (store_id, collection_id, product_id)
      do update set position = excluded.position`.execute(trx)
  return true
}
