import { findMedia, type MediaRow } from '@cartwright/db/queries/media'
import { inTransaction } from '@cartwright/db/transaction'
import { enqueueProcessing } from '@cartwright/db/transactions/admit-media'
import { recordDescription } from '@cartwright/db/transactions/record-description'
import { LATE_UPLOAD_MS, LOST_WAIT_MS } from '@cartwright/domain/media/collection-times'
import { atMost } from '@cartwright/platform/at-most'
import { StorageError } from '@cartwright/platform/storage/storage-error'

import { defineTask } from '../../task.ts'
import { describeFile } from './describe-file.ts'

// One file of the largest size in memory at a time, however many jobs this process runs.
const gate = atMost(1)

/** Describes a stored file and makes the copies of a picture. A worker that dies in the middle leaves
 *  copies that the next run stores again, under the same keys. Fails, to be tried again, while storage
 *  is down or does not have a file that came less than a day ago. */
export const processMedia = defineTask({
  name: 'process-media',
  run: (key, { db, storage, clock, ids }) =>
    gate(async () => {
      const row = await findMedia(db, key)
      if (row?.status !== 'ready') return
      const description = await describeFile(storage, row)
      const now = new Date(clock.now())
      if (description?.kind === 'lost' && now.getTime() - row.updatedAt.getTime() < LOST_WAIT_MS) {
        throw new StorageError('unavailable', 'A file that came is not in storage')
      }
      await inTransaction(db, async (trx) => {
        if (description !== null) {
          const recorded = { ...key, key: row.key, description, newId: ids.uuidv7, now }
          await recordDescription(trx, recorded)
        }
        // Until then something else may still take the place of what was looked at.
        const nextLook = nextLookAt(row, now)
        if (nextLook !== undefined) await enqueueProcessing(trx, row, nextLook)
      })
    }),
})

/** When is a file looked at again that somebody puts into storage by himself? As soon as its address
 *  takes no new uploads, and once more when those that had begun by then must have ended. */
function nextLookAt({ uploadExpiresAt }: MediaRow, now: Date): Date | undefined {
  const expiresAt = uploadExpiresAt?.getTime() ?? 0
  const looks = [expiresAt, expiresAt + LATE_UPLOAD_MS].map((time) => new Date(time))
  return looks.find((look) => look > now)
}
