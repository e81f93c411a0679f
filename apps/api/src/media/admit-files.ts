import type { Transaction } from '@cartwright/db/database'
import type { MediaDraft, MediaRow } from '@cartwright/db/queries/media'
import { admitMedia } from '@cartwright/db/transactions/admit-media'

import { AppError } from '../operation/app-error.ts'

/** Writes the rows of files that are in storage, all or none. Fails with `quota_exceeded`. */
export async function admitFiles(
  trx: Transaction,
  storeId: string,
  drafts: readonly MediaDraft[],
): Promise<MediaRow[]> {
  const admitted = await admitMedia(trx, { storeId, drafts })
  if (admitted.ok) return admitted.value
  throw new AppError(admitted.error.code, { details: { ...admitted.error.details } })
}
