import { type RawBuilder, sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { MediaReferencesTable } from '../tables.ts'

export interface MediaUse {
  readonly storeId: string
  readonly entityType: MediaReferencesTable['entityType']
  readonly entityId: string
  readonly role: string
  /** All files that the entity uses in this role; others it used are let go. */
  readonly mediaIds: readonly string[]
  readonly now: Date
}

/** Records which files something uses. The files must exist: lock them first. */
export async function setMediaReferences(trx: Transaction, use: MediaUse): Promise<void> {
  const { storeId, entityType, entityId, role, mediaIds, now } = use
  await sql`
    delete from media_references
    where store_id = ${storeId} and entity_type = ${entityType} and entity_id = ${entityId}
      and role = ${role} and media_id <> all(${mediaIds}::uuid[])`.execute(trx)
  await sql`
    with used_again as (${endGrace(storeId, sql`any(${mediaIds}::uuid[])`)})
    insert into media_references (store_id, media_id, entity_type, entity_id, role, created_at)
    select ${storeId}::uuid, media_id, ${entityType}::text, ${entityId}::uuid, ${role}::text,
      ${now}::timestamptz
    from unnest(${mediaIds}::uuid[]) media_id
    on conflict do nothing`.execute(trx)
}

/** Files that are used again have their whole grace before them when they are let go once more. For
 *  the same statement as the new reference. */
export function endGrace(storeId: string, mediaIds: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    update media set unreferenced_at = null
    where store_id = ${storeId} and id = ${mediaIds} and unreferenced_at is not null`
}

/** Makes the references of a product's variants those of their present images. */
export async function syncVariantReferences(
  trx: Transaction,
  { storeId, productId, now }: { storeId: string; productId: string; now: Date },
): Promise<void> {
  await sql`
    delete from media_references r using variants v
    where r.store_id = ${storeId} and r.entity_type = 'variant' and r.entity_id = v.id
      and v.store_id = ${storeId} and v.product_id = ${productId}
      and v.image_media_id is distinct from r.media_id`.execute(trx)
  const images = sql`any(
    select image_media_id from variants where store_id = ${storeId} and product_id = ${productId})`
  await sql`
    with used_again as (${endGrace(storeId, images)})
    insert into media_references (store_id, media_id, entity_type, entity_id, role, created_at)
    select v.store_id, v.image_media_id, 'variant', v.id, 'image', ${now}::timestamptz
    from variants v
    where v.store_id = ${storeId} and v.product_id = ${productId} and v.image_media_id is not null
    on conflict do nothing`.execute(trx)
}

/** Lets go of every file these things use. */
export async function deleteMediaReferences(
  trx: Transaction,
  storeId: string,
  entityIds: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('mediaReferences')
    .where('storeId', '=', storeId)
    .where('entityId', '=', sql<string>`any(${entityIds}::uuid[])`)
    .execute()
}
