import { type Insertable, sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'
import type { MediaTable } from '../tables.ts'

/** Adds a file to the library. */
export function insertMedia(db: Database, row: Insertable<MediaTable>) {
  return db.insertInto('media').values(row).returningAll().executeTakeFirstOrThrow()
}

export type MediaRow = Awaited<ReturnType<typeof insertMedia>>

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
