import { fitsQuota } from '@cartwright/domain/media/fits-quota'
import { type Failure, fail, ok, type Result } from '@cartwright/domain/result'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { insertMedia, type MediaDraft, type MediaRow } from '../queries/media.ts'
import { enqueue } from '../queue.ts'

export interface Admission {
  readonly storeId: string
  /** All files of one upload: they come in together or not at all. */
  readonly drafts: readonly MediaDraft[]
}

export type QuotaExceeded = Failure<
  'quota_exceeded',
  { readonly quotaBytes: number; readonly usedBytes: number; readonly addedBytes: number }
>

/** Adds uploaded or announced files to the library, if the store has room for them, and has each one
 *  that is there described by the worker. */
export async function admitMedia(
  trx: Transaction,
  { storeId, drafts }: Admission,
): Promise<Result<MediaRow[], QuotaExceeded>> {
  const addedBytes = drafts.reduce((sum, draft) => sum + bytesOf(draft), 0)
  const room = await checkRoom(trx, { storeId, addedBytes })
  if (!room.ok) return room
  const rows: MediaRow[] = []
  for (const draft of drafts) {
    const row = await insertMedia(trx, draft)
    if (row.status === 'ready') await enqueueProcessing(trx, row)
    rows.push(row)
  }
  return ok(rows)
}

/** What was announced counts as much as what came: otherwise many presigned uploads at once would
 *  pass the limit together. One of unknown size will have a byte at least: a full store is told so
 *  before anything is sent, and how many more there are is counted once they came. */
function bytesOf({ status, sizeBytes, declaredSizeBytes }: MediaDraft): number {
  return status === 'pending' ? (declaredSizeBytes ?? 1) : sizeBytes
}

/** Is there room for so many more bytes? While there is a quota, answers are given one at a time for
 *  each store until the transaction ends, so that two uploads cannot share the last place. */
export async function checkRoom(
  trx: Transaction,
  { storeId, addedBytes }: { readonly storeId: string; readonly addedBytes: number },
): Promise<Result<undefined, QuotaExceeded>> {
  const { mediaQuotaBytes: known } = await trx
    .selectFrom('stores')
    .select('mediaQuotaBytes')
    .where('id', '=', storeId)
    .executeTakeFirstOrThrow()
  if (known === 0) return ok(undefined)
  const { rows } = await sql<{ quotaBytes: number }>`
    select media_quota_bytes as quota_bytes from stores
    where id = ${storeId} for no key update`.execute(trx)
  const use = { quotaBytes: rows[0]?.quotaBytes ?? 0, usedBytes: await usedBytes(trx, storeId) }
  return fitsQuota({ ...use, addedBytes })
    ? ok(undefined)
    : fail('quota_exceeded', { ...use, addedBytes })
}

async function usedBytes(trx: Transaction, storeId: string): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(
      case when status = 'pending' then coalesce(declared_size_bytes, 0) else size_bytes end
    ), 0)::bigint as bytes
    from media where store_id = ${storeId}`.execute(trx)
  return rows[0]?.bytes ?? 0
}

/** Has the worker describe a file and make its copies. */
export function enqueueProcessing(
  trx: Transaction,
  { storeId, id }: Pick<MediaRow, 'storeId' | 'id'>,
  runAt?: Date,
): Promise<void> {
  const key = runAt === undefined ? `process-media:${id}` : `process-media-again:${id}`
  const payload = { storeId, mediaId: id }
  return enqueue(trx, { name: 'process-media', payload, key, ...(runAt && { runAt }) })
}
