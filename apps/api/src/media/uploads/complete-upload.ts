import { libraryMedia } from '@cartwright/contract/resources/media'
import { idInput } from '@cartwright/contract/scalars'
import { findMedia } from '@cartwright/db/queries/media'
import { z } from 'zod'

import { stagedUploadOperation } from '../../operation/operation.ts'
import { libraryMediaResource } from '../media-resource.ts'
import { refuseUpload } from '../refuse-upload.ts'
import { settleUpload } from '../settle-upload.ts'

export const completeUpload = stagedUploadOperation({
  method: 'POST',
  path: '/api/v1/media/uploads/{mediaId}/complete',
  status: 200,
  permission: 'media:write',
  summary: 'Complete an upload that went straight to storage',
  description: 'Checks what storage has. May be asked again: what was decided stays.',
  input: z.strictObject({ mediaId: idInput }),
  output: libraryMedia,
  errors: ['upload_incomplete', 'upload_rejected', 'quota_exceeded'],
}).staged(async ({ ctx, input }) => {
  const found = await findMedia(ctx.db, { storeId: ctx.storeId, ...input })
  const row = found === undefined ? undefined : await settleUpload(ctx, found)
  if (row === undefined) return ctx.fail('not_found')
  switch (row.status) {
    case 'pending':
      return ctx.fail('upload_incomplete')
    case 'failed':
      return refuseUpload(row)
    case 'ready':
      return libraryMediaResource(row, ctx.storage)
  }
})
