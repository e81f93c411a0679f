import { originalOf } from '@cartwright/domain/media/derivative-keys'
import { sql } from 'kysely'

import type { Database } from '../database.ts'

/** Which of these keys does no store know? Known is the file of a row, unless it was presigned and
 *  refused: that was deleted, and put there once more; the copy of a picture whose row names it, or
 *  which is not described yet; and what is about to be deleted anyway. Asks all stores at once, so
 *  that no store's file is ever taken for nobody's. */
export async function findUnknownKeys(db: Database, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ key: string }>`
    select object.key
      from unnest(${keys}::text[], ${keys.map(originalOf)}::text[]) as object (key, original)
     where not exists (
         select from media m
          where m.key = object.key and not (m.status = 'failed' and m.source = 'presigned')
       )
       and not exists (select from media_tombstones t where t.key = object.key)
       and not exists (
         select from media m
          where m.key = object.original and m.status = 'ready'
            and (m.processed_at is null or exists (
              select from jsonb_each_text(m.sizes) copy where copy.value = object.key))
       )`.execute(db)
  return rows.map(({ key }) => key)
}
