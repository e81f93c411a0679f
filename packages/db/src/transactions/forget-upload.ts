import type { Transaction } from '../database.ts'
import { buryFiles } from '../queries/media-tombstones.ts'
import { lockMedia, type MediaKey } from '../queries/media.ts'

export interface ForgottenUpload extends MediaKey {
  readonly now: Date
}

/** Deletes the row of an upload that never came; should it come in this very moment, its object is
 *  deleted as well. False when somebody settled it meanwhile. */
export async function forgetUpload(
  trx: Transaction,
  { storeId, mediaId, now }: ForgottenUpload,
): Promise<boolean> {
  const row = await lockMedia(trx, { storeId, mediaId })
  if (row?.status !== 'pending') return false
  await trx.deleteFrom('media').where('storeId', '=', storeId).where('id', '=', mediaId).execute()
  await buryFiles(trx, { storeId, keys: [row.key], now })
  return true
}
