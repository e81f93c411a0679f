import type { Transaction } from '../database.ts'
import { buryFiles } from '../queries/media-tombstones.ts'
import { lockMedia, type MediaKey, type MediaRow } from '../queries/media.ts'
import { checkRoom, enqueueProcessing } from './admit-media.ts'

/** What was found where a presigned upload should have put its file. */
export type UploadOutcome =
  | {
      readonly status: 'ready'
      readonly facts: Pick<
        MediaRow,
        'kind' | 'mimeType' | 'sizeBytes' | 'sha256' | 'width' | 'height'
      >
    }
  | { readonly status: 'failed'; readonly failure: string }

export interface Settlement extends MediaKey {
  readonly outcome: UploadOutcome
  readonly now: Date
}

/** What is deleted takes no room, whatever was announced, and its row goes when its days of grace are
 *  over, also that of a file which was to stay in the library. */
const refused = { status: 'failed', sizeBytes: 0, retention: 'managed' } as const

/** Ends the waiting for an upload, once: who comes second finds what the first one decided. A file
 *  that was refused, or for which there is no room, is deleted from storage. Undefined when the row
 *  is gone. */
export async function settleMedia(
  trx: Transaction,
  { outcome, now, ...key }: Settlement,
): Promise<MediaRow | undefined> {
  const row = await lockMedia(trx, key)
  if (row?.status !== 'pending') return row
  const settled = await withinQuota(trx, row, outcome)
  const change =
    settled.status === 'ready'
      ? { status: 'ready' as const, ...settled.facts }
      : { ...refused, failure: settled.failure }
  const done = await trx
    .updateTable('media')
    .set({ ...change, updatedAt: now })
    .where('storeId', '=', key.storeId)
    .where('id', '=', key.mediaId)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (done.status === 'failed') {
    await buryFiles(trx, { storeId: key.storeId, keys: [done.key], now })
    return done
  }
  await enqueueProcessing(trx, done)
  // Until then its address lets the sender put something else in its place.
  if (done.uploadExpiresAt !== null) await enqueueProcessing(trx, done, done.uploadExpiresAt)
  return done
}

/** What was announced already counts; only what came beyond it needs room. */
async function withinQuota(
  trx: Transaction,
  row: MediaRow,
  outcome: UploadOutcome,
): Promise<UploadOutcome> {
  if (outcome.status === 'failed') return outcome
  const addedBytes = outcome.facts.sizeBytes - (row.declaredSizeBytes ?? 0)
  if (addedBytes <= 0) return outcome
  const room = await checkRoom(trx, { storeId: row.storeId, addedBytes })
  return room.ok ? outcome : { status: 'failed', failure: 'quota_exceeded' }
}
