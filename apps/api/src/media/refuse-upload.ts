import type { MediaRow } from '@cartwright/db/queries/media'

import { AppError } from '../operation/app-error.ts'

/** Why was a file that went straight to storage not kept? For want of room (`quota_exceeded`), or
 *  because it is not what was announced (`upload_rejected`). */
export function refuseUpload({ failure }: Pick<MediaRow, 'failure'>): never {
  if (failure === 'quota_exceeded') throw new AppError('quota_exceeded')
  throw new AppError('upload_rejected', { details: { reason: failure ?? 'unsupported' } })
}
