import { libraryMedia } from '@cartwright/contract/resources/media'
import { z } from 'zod'

import { libraryUpload } from '../../operation/operation.ts'
import { admitFiles } from '../admit-files.ts'
import { keepWhole } from '../keep-whole.ts'
import { mediaDraft } from '../media-draft.ts'
import { libraryMediaResource } from '../media-resource.ts'
import { newKeyStem } from '../new-key-stem.ts'
import { receiveFiles } from '../receive-files.ts'

const MAX_FILES = 10

export const createMedia = libraryUpload({
  method: 'POST',
  path: '/api/v1/media',
  status: 201,
  permission: 'media:write',
  summary: 'Add files to the library',
  description:
    'One to 10 files of at most 25 MB each in the field `file`, or as JSON the addresses of 1 to ' +
    '10 images to fetch. All or nothing: one that cannot be taken, and none is kept.',
  input: z.strictObject({
    file: z.array(z.string().meta({ format: 'binary' })).max(MAX_FILES).optional(),
  }),
  output: z.object({ media: z.array(libraryMedia).describe('In the order of the request') }),
  errors: [
    'missing_file',
    'too_many_files',
    'invalid_json',
    'invalid_multipart',
    'payload_too_large',
    'quota_exceeded',
    'unsupported_media_type',
    'remote_fetch_failed',
  ],
}).staged(async ({ ctx }) => {
  const { storage, storeId, body, now, ids } = ctx
  return keepWhole(storage, async (kept) => {
    const files = await receiveFiles(body, {
      storage,
      kept,
      field: 'file',
      maxFiles: MAX_FILES,
      newKeyStem: () => newKeyStem(storeId, ids),
    })
    const drafts = files.map((file) =>
      mediaDraft(file, {
        storeId,
        id: ids.uuidv7(),
        source: 'upload',
        purpose: 'general',
        retention: 'library',
        createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
        now,
      }),
    )
    const rows = await admitFiles(ctx.db, storeId, drafts)
    return { media: rows.map((row) => libraryMediaResource(row, storage)) }
  })
})
