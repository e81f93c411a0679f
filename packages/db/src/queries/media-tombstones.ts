import { derivativeKeys } from '@cartwright/domain/media/derivative-keys'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { enqueue } from '../queue.ts'

export interface BuriedFiles {
  readonly storeId: string
  /** Of originals; their copies go with them. */
  readonly keys: readonly string[]
  readonly now: Date
}

/** Has these files deleted from storage, copies included. Until storage confirms it, each key is
 *  kept as a tombstone, so that nothing is forgotten. */
export async function buryFiles(
  trx: Transaction,
  { storeId, keys, now }: BuriedFiles,
): Promise<void> {
  if (keys.length === 0) return
  const all = keys.flatMap((key) => [key, ...derivativeKeys(key)])
  await sql`
    insert into media_tombstones (store_id, key, retry_at, created_at)
    select ${storeId}::uuid, key, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${all}::text[]) key
    on conflict (store_id, key) do update set retry_at = excluded.retry_at`.execute(trx)
  const payload = { storeId }
  await enqueue(trx, { name: 'delete-media-objects', payload, key: `delete-media:${storeId}` })
}
