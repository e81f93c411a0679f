import { enqueueMissing } from '@cartwright/db/enqueue-missing'
import { findUndescribedFiles } from '@cartwright/db/queries/media-collection'
import { DESCRIPTION_WAIT_MS } from '@cartwright/domain/media/collection-times'

import type { Runtime } from '../../../runtime.ts'

const PAGE = 500

/** Has files described that are not, although nobody is at it: their job was lost or given up.
 *  Answers how many. */
export async function enqueueUndescribedFiles({ db, clock }: Runtime): Promise<number> {
  const before = new Date(clock.now() - DESCRIPTION_WAIT_MS)
  let after: string | null = null
  let enqueued = 0
  for (;;) {
    const files = await findUndescribedFiles(db, before, { after, limit: PAGE })
    enqueued += await enqueueMissing(
      db,
      files.map((payload) => ({
        name: 'process-media' as const,
        payload,
        key: `process-media:${payload.mediaId}`,
      })),
    )
    after = files.at(-1)?.mediaId ?? null
    if (after === null || files.length < PAGE) return enqueued
  }
}
