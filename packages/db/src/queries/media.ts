import { type Insertable, type Selectable, sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'
import type { MediaTable } from '../tables.ts'

export type MediaRow = Selectable<MediaTable>

export type MediaDraft = Insertable<MediaTable>

export interface MediaKey {
  readonly storeId: string
  readonly mediaId: string
}

/** Adds a file to the library as it is. Uploads go through `admitMedia`, which minds the quota. */
export function insertMedia(db: Database, row: MediaDraft): Promise<MediaRow> {
  return db.insertInto('media').values(row).returningAll().executeTakeFirstOrThrow()
}

/** One file of a store, whatever its status. */
export function findMedia(
  db: Database,
  { storeId, mediaId }: MediaKey,
): Promise<MediaRow | undefined> {
  return db
    .selectFrom('media')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('id', '=', mediaId)
    .executeTakeFirst()
}

/** Which of these files were announced and are not decided yet? */
export function findPendingMedia(
  db: Database,
  storeId: string,
  mediaIds: readonly string[],
): Promise<MediaRow[]> {
  return db
    .selectFrom('media')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('id', '=', sql<string>`any(${mediaIds}::uuid[])`)
    .where('status', '=', 'pending')
    .execute()
}

/** One file of a store, and nobody else changes or deletes it until the transaction ends. */
export function lockMedia(
  trx: Transaction,
  { storeId, mediaId }: MediaKey,
): Promise<MediaRow | undefined> {
  return trx
    .selectFrom('media')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('id', '=', mediaId)
    .forUpdate()
    .executeTakeFirst()
}

/** Which of these are pictures of this store that can be shown? They cannot be collected until the
 *  transaction ends, so a reference written in it never points at nothing. */
export async function lockReadyImages(
  trx: Transaction,
  storeId: string,
  mediaIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (mediaIds.length === 0) return new Set()
  const rows = await trx
    .selectFrom('media')
    .select('id')
    .where('storeId', '=', storeId)
    .where('id', '=', sql<string>`any(${mediaIds}::uuid[])`)
    .where('kind', '=', 'image')
    .where('status', '=', 'ready')
    .orderBy('id')
    .forKeyShare()
    .execute()
  return new Set(rows.map(({ id }) => id))
}
