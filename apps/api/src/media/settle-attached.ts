import { findPendingMedia } from '@cartwright/db/queries/media'

import { type SettlingTools, settleUpload } from './settle-upload.ts'

export type AttachingTools = SettlingTools & { readonly storeId: string }

/** Before files are attached: those that went straight to storage are looked at now, as whoever finds
 *  them first has to; all others are left alone. Fails with `unavailable`. Talks to storage: never in a
 *  transaction. */
export async function settleAttached(
  tools: AttachingTools,
  mediaIds: readonly (string | null | undefined)[],
): Promise<void> {
  const given = mediaIds.filter((mediaId) => typeof mediaId === 'string')
  if (given.length === 0) return
  for (const row of await findPendingMedia(tools.db, tools.storeId, given)) {
    await settleUpload(tools, row)
  }
}
