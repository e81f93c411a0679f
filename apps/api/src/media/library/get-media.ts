import { libraryMedia } from '@cartwright/contract/resources/media'
import { idInput } from '@cartwright/contract/scalars'
import { findMedia } from '@cartwright/db/queries/media'
import { z } from 'zod'

import { libraryOperation } from '../../operation/operation.ts'
import { libraryMediaResource } from '../media-resource.ts'
import { settleUpload } from '../settle-upload.ts'

export const getMedia = libraryOperation({
  method: 'GET',
  path: '/api/v1/media/{mediaId}',
  status: 200,
  permission: 'media:read',
  summary: 'Read a file of the library',
  description: 'One that was to be uploaded straight to storage is looked for there first.',
  input: z.strictObject({ mediaId: idInput }),
  output: libraryMedia,
  errors: [],
}).query(async ({ ctx, input }) => {
  const found = await findMedia(ctx.db, { storeId: ctx.storeId, ...input })
  const row = found === undefined ? undefined : await settleUpload(ctx, found)
  return row === undefined ? ctx.fail('not_found') : libraryMediaResource(row, ctx.storage)
})
