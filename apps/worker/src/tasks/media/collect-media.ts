import { findStoresWithDueTombstones } from '@cartwright/db/queries/due-tombstones'
import { UPLOAD_WAIT_MS } from '@cartwright/domain/media/collection-times'

import type { Runtime } from '../../runtime.ts'
import { defineTask } from '../../task.ts'
import { deleteUnknownObjects } from './collection/delete-unknown-objects.ts'
import { enqueueUndescribedFiles } from './collection/enqueue-undescribed-files.ts'
import { settleOverdueUploads } from './collection/settle-overdue-uploads.ts'
import { sweepUnusedFiles } from './collection/sweep-unused-files.ts'
import { deleteDueObjects } from './delete-due-objects.ts'

/** What is done each hour, in this order: what one step lets go the next can delete. */
const steps: readonly (readonly [string, (runtime: Runtime) => Promise<number>])[] = [
  ['overdueUploads', settleOverdueUploads],
  ['unusedFiles', sweepUnusedFiles],
  ['deletedObjects', deleteAllDueObjects],
  ['unknownObjects', deleteUnknownObjects],
  ['unfinishedUploads', forgetUnfinishedUploads],
  ['undescribedFiles', enqueueUndescribedFiles],
]

/** Collects what the media library does not need any more. Every step is done whatever became of the
 *  others; when one failed the job is tried again. */
export const collectMedia = defineTask({
  name: 'collect-media',
  async run(_, runtime) {
    const collected: Record<string, number> = {}
    const failures: unknown[] = []
    for (const [name, step] of steps) {
      try {
        collected[name] = await step(runtime)
      } catch (error) {
        runtime.log.warn({ err: error, step: name }, 'a step of collecting media failed')
        failures.push(error)
      }
    }
    runtime.log.debug({ collected }, 'media were collected')
    if (failures.length > 0) throw new AggregateError(failures, 'Media were collected only in part')
  },
})

async function deleteAllDueObjects(runtime: Runtime): Promise<number> {
  let deleted = 0
  const stores = await findStoresWithDueTombstones(runtime.db, new Date(runtime.clock.now()))
  for (const storeId of stores) deleted += await deleteDueObjects(runtime, storeId)
  return deleted
}

function forgetUnfinishedUploads({ storage, clock }: Runtime): Promise<number> {
  return storage.forgetUnfinished(new Date(clock.now() - UPLOAD_WAIT_MS))
}
