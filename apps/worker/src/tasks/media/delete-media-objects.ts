import { defineTask } from '../../task.ts'
import { deleteDueObjects } from './delete-due-objects.ts'

/** Deletes from storage what a store deleted. */
export const deleteMediaObjects = defineTask({
  name: 'delete-media-objects',
  async run({ storeId }, runtime) {
    const deleted = await deleteDueObjects(runtime, storeId)
    if (deleted > 0) runtime.log.info({ storeId, deleted }, 'deleted files are gone from storage')
  },
})
