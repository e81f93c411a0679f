import type { Runtime } from '../../../runtime.ts'
import { findUnknownObjects } from './find-unknown-objects.ts'

/** Deletes objects that no row knows: what uploads left behind that broke off between storage and
 *  database. Answers how many. One that storage refuses to delete is found again the next time. */
export async function deleteUnknownObjects({ db, storage, clock, log }: Runtime): Promise<number> {
  let objects = 0
  let sizeBytes = 0
  for await (const object of findUnknownObjects({ db, storage }, clock.now())) {
    await storage.delete(object.key)
    objects += 1
    sizeBytes += object.sizeBytes
  }
  if (objects > 0) log.info({ objects, sizeBytes }, 'objects that no row knows were deleted')
  return objects
}
