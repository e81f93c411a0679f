import { libraryMedia } from '@cartwright/contract/resources/media'
import { idInput, line, prose } from '@cartwright/contract/scalars'
import { updateMediaText } from '@cartwright/db/queries/media-text'
import { z } from 'zod'

import { libraryOperation } from '../../operation/operation.ts'
import { displayName } from '../display-name.ts'
import { libraryMediaResource } from '../media-resource.ts'

export const updateMedia = libraryOperation({
  method: 'PATCH',
  path: '/api/v1/media/{mediaId}',
  status: 200,
  permission: 'media:write',
  summary: 'Rename or describe a file of the library',
  input: z
    .strictObject({
      mediaId: idInput,
      filename: line(200)
        .optional()
        .describe('What it is called in lists, without folders; its address stays'),
      alt: prose(1_000).nullable().optional().describe('For who cannot see it; null: none'),
    })
    .refine(
      ({ filename, alt }) => filename !== undefined || alt !== undefined,
      'Send a filename, an alt, or both',
    ),
  output: libraryMedia,
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  // Cleaned as the name of an upload is.
  const filename = input.filename && displayName(input.filename, '')
  if (filename === '') ctx.refuse(['filename'], 'Must not be only folders')
  const row = await updateMediaText(ctx.db, { ...input, filename, storeId, now })
  return row === undefined ? ctx.fail('not_found') : libraryMediaResource(row, ctx.storage)
})
