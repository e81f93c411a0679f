import { StorageError } from '@cartwright/platform/storage/storage-error'

import type { Runtime } from '../../../runtime.ts'
import { findUnknownObjects } from './find-unknown-objects.ts'

/** After so many refusals in a row it is not about the objects. */
const REFUSALS_IN_A_ROW = 3

/** Deletes objects that no row knows: what uploads left behind that broke off between storage and
 *  database. Answers how many. One that storage refuses to delete keeps nobody from deleting the
 *  others, and is found again the next time. Throws `StorageError` when storage is down. */
export async function deleteUnknownObjects({ db, storage, clock, log }: Runtime): Promise<number> {
  let objects = 0
  let sizeBytes = 0
  let refused = 0
  let inARow = 0
  for await (const object of findUnknownObjects({ db, storage }, clock.now())) {
    try {
      await storage.delete(object.key)
      objects += 1
      sizeBytes += object.sizeBytes
      inARow = 0
    } catch (error) {
      refused += 1
      inARow += 1
      if (!(error instanceof StorageError) || inARow === REFUSALS_IN_A_ROW) throw error
    }
  }
  if (objects > 0) log.info({ objects, sizeBytes }, 'objects that no row knows were deleted')
  if (refused > 0) log.warn({ objects: refused }, 'storage keeps objects that no row knows')
  return objects
}
