import type { Graveyard } from '@cartwright/db/queries/due-tombstones'
import { raiseIssueOnce, resolveIssue } from '@cartwright/db/queries/issues'
import { REFUSALS_TO_REPORT } from '@cartwright/domain/media/collection-times'

import type { Runtime } from '../../runtime.ts'

/** Tells a store's operators that storage does not delete their files, once, and takes it back when
 *  it does again. */
export async function reportRefusals(
  { db, ids, clock }: Runtime,
  storeId: string,
  left: Graveyard,
): Promise<void> {
  const about = { storeId, kind: 'storage_refused', now: new Date(clock.now()) }
  if (left.refusals < REFUSALS_TO_REPORT) return resolveIssue(db, about)
  await raiseIssueOnce(db, {
    ...about,
    id: ids.uuidv7(),
    severity: 'critical',
    title: 'Deleted files are still in storage',
    detail: 'Storage refuses to delete them. It is asked again by itself.',
  })
}
