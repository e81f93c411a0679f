import {
  claimTombstones,
  forgetTombstones,
  noteRefusal,
  releaseTombstones,
  surveyTombstones,
  type Tombstone,
} from '@cartwright/db/queries/due-tombstones'
import { enqueueDeletion } from '@cartwright/db/queries/media-tombstones'
import { deletionPauseMs } from '@cartwright/domain/media/collection-times'
import { StorageError } from '@cartwright/platform/storage/storage-error'

import type { Runtime } from '../../runtime.ts'
import { reportRefusals } from './report-refusals.ts'

const BATCH = 100
/** Longer than a batch takes: what a worker that died had claimed is due again afterwards. */
const CLAIM_MS = 10 * 60_000
/** After so many refusals in a row storage is left alone for now: it is not about the objects. */
const REFUSALS_IN_A_ROW = 3

/** Deletes the objects of a store that are to be deleted and may be tried now, each confirmed by
 *  storage before it is forgotten. What storage refuses is tried again later, after pauses that grow.
 *  Answers how many are gone. */
export async function deleteDueObjects(runtime: Runtime, storeId: string): Promise<number> {
  const { db, clock } = runtime
  let deleted = 0
  for (;;) {
    const now = new Date(clock.now())
    const until = new Date(clock.now() + CLAIM_MS)
    const claimed = await claimTombstones(db, { storeId, limit: BATCH, until, now })
    const done = await deleteBatch(runtime, { storeId, claimed, until })
    deleted += done.deleted
    if (done.isStorageDown || claimed.length < BATCH) break
  }
  const left = await surveyTombstones(db, storeId)
  await reportRefusals(runtime, storeId, left)
  if (left.nextAt !== null) await enqueueDeletion(db, storeId, left.nextAt)
  return deleted
}

interface Batch {
  readonly storeId: string
  readonly claimed: readonly Tombstone[]
  readonly until: Date
}

interface DoneBatch {
  readonly deleted: number
  readonly isStorageDown: boolean
}

async function deleteBatch(
  runtime: Runtime,
  { storeId, claimed, until }: Batch,
): Promise<DoneBatch> {
  const { db, storage, clock } = runtime
  const gone: string[] = []
  let refusals = 0
  let tried = 0
  for (const { key, attempts } of claimed) {
    tried += 1
    try {
      await storage.delete(key)
      gone.push(key)
      refusals = 0
    } catch (error) {
      const reason = refusalOf(error)
      refusals += 1
      const retryAt = new Date(clock.now() + deletionPauseMs(attempts + 1))
      await noteRefusal(db, { storeId, key, reason, retryAt })
      if (refusals === REFUSALS_IN_A_ROW) break
    }
  }
  await forgetTombstones(db, { storeId, keys: gone, until })
  const keys = claimed.slice(tried).map(({ key }) => key)
  await releaseTombstones(db, {
    storeId,
    keys,
    retryAt: new Date(clock.now() + deletionPauseMs(1)),
  })
  return { deleted: gone.length, isStorageDown: refusals === REFUSALS_IN_A_ROW }
}

/** What storage itself has to say may name its keys and addresses; the kind is enough. */
function refusalOf(error: unknown): string {
  if (error instanceof StorageError) return error.kind
  throw error
}
