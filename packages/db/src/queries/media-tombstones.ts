import { derivativeKeys } from '@cartwright/domain/media/derivative-keys'
import { sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'
import { enqueue } from '../queue.ts'

export interface BuriedFiles {
  readonly storeId: string
  /** Of originals; their copies go with them. */
  readonly keys: readonly string[]
  readonly now: Date
}

/** Has these files deleted from storage, copies included. Until storage confirms it, each key is
 *  kept as a tombstone, so that nothing is forgotten. */
export function buryFiles(trx: Transaction, { keys, ...files }: BuriedFiles): Promise<void> {
  return buryObjects(trx, { ...files, keys: keys.flatMap((key) => [key, ...derivativeKeys(key)]) })
}

/** The same for exactly these keys, be they of originals or of copies. */
export async function buryObjects(
  trx: Transaction,
  { storeId, keys, now }: BuriedFiles,
): Promise<void> {
  if (keys.length === 0) return
  await sql`
    insert into media_tombstones (store_id, key, retry_at, created_at)
    select ${storeId}::uuid, key, ${now}::timestamptz, ${now}::timestamptz
    from unnest(${keys}::text[]) key
    on conflict (store_id, key) do update set retry_at = excluded.retry_at`.execute(trx)
  await enqueueDeletion(trx, storeId)
}

/** Has the worker delete what is buried, at once or when it may be tried again. */
export function enqueueDeletion(db: Database, storeId: string, runAt?: Date): Promise<void> {
  return enqueue(db, {
    name: 'delete-media-objects',
    payload: { storeId },
    key: `delete-media:${storeId}`,
    ...(runAt && { runAt }),
  })
}
