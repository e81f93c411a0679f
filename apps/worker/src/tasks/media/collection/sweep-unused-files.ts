import { findStoresToSweep } from '@cartwright/db/queries/media-collection'
import { inTransaction } from '@cartwright/db/transaction'
import { markUnreferenced, unmarkReferenced } from '@cartwright/db/transactions/mark-unreferenced'
import { type SweptFile, sweepUnreferenced } from '@cartwright/db/transactions/sweep-unreferenced'
import { SETTLING_MS } from '@cartwright/domain/media/collection-times'

import type { Runtime } from '../../../runtime.ts'

/** Notes which files nothing uses any more, and deletes those that nothing has used for the grace of
 *  their store. Answers how many were deleted. */
export async function sweepUnusedFiles({ db, clock, log }: Runtime): Promise<number> {
  const now = new Date(clock.now())
  const createdBefore = new Date(clock.now() - SETTLING_MS)
  while ((await inTransaction(db, unmarkReferenced)) > 0);
  while ((await inTransaction(db, (trx) => markUnreferenced(trx, { createdBefore, now }))) > 0);
  let files = 0
  for (const storeId of await findStoresToSweep(db, now)) {
    let batch: readonly SweptFile[]
    let sizeBytes = 0
    let count = 0
    do {
      batch = await inTransaction(db, (trx) => sweepUnreferenced(trx, { storeId, now }))
      count += batch.length
      sizeBytes += batch.reduce((sum, file) => sum + file.sizeBytes, 0)
    } while (batch.length > 0)
    if (count > 0) log.info({ storeId, files: count, sizeBytes }, 'unused files were collected')
    files += count
  }
  return files
}
