import { findMedia } from '@cartwright/db/queries/media'
import { inTransaction } from '@cartwright/db/transaction'
import { enqueueProcessing } from '@cartwright/db/transactions/admit-media'
import { recordDescription } from '@cartwright/db/transactions/record-description'
import { LATE_UPLOAD_MS } from '@cartwright/domain/media/collection-times'
import { atMost } from '@cartwright/platform/images/at-most'

import { defineTask } from '../../task.ts'
import { describeFile } from './describe-file.ts'

// One file of the largest size in memory at a time, however many jobs this process runs.
const gate = atMost(1)

/** Describes a stored file and makes the copies of a picture. A worker that dies in the middle leaves
 *  copies that the next run stores again, under the same keys. */
export const processMedia = defineTask({
  name: 'process-media',
  run: (key, { db, storage, clock, ids }) =>
    gate(async () => {
      const row = await findMedia(db, key)
      if (row?.status !== 'ready') return
      const description = await describeFile(storage, row)
      const now = new Date(clock.now())
      await inTransaction(db, async (trx) => {
        if (description !== null) {
          const recorded = { ...key, key: row.key, description, newId: ids.uuidv7, now }
          await recordDescription(trx, recorded)
        }
        const closesAt = (row.uploadExpiresAt?.getTime() ?? 0) + LATE_UPLOAD_MS
        // Until then something else may still take the place of what was looked at.
        if (closesAt > now.getTime()) await enqueueProcessing(trx, row, new Date(closesAt))
      })
    }),
})
