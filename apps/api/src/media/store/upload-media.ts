import { media, mediaPurposes } from '@cartwright/contract/resources/media'
import { z } from 'zod'

import { invalidInput } from '../../operation/invalid-input.ts'
import { operatorUpload } from '../../operation/operation.ts'
import { admitFiles } from '../admit-files.ts'
import { keepWhole } from '../keep-whole.ts'
import { mediaDraft } from '../media-draft.ts'
import { mediaResource } from '../media-resource.ts'
import { newKeyStem } from '../new-key-stem.ts'
import { receiveFiles } from '../receive-files.ts'
import { retentionOf } from '../retention-of.ts'

const purpose = z.enum(mediaPurposes).default('general')
const fields = z.strictObject({ purpose })

export const uploadMedia = operatorUpload({
  method: 'POST',
  path: '/api/v1/admin/store/media/upload',
  status: 201,
  permission: 'media:write',
  summary: 'Upload a picture, video or PDF',
  description: 'One `file` of at most 25 MB. Its type is told by its bytes.',
  input: z.strictObject({
    purpose: purpose.optional(),
    file: z.string().optional().meta({ format: 'binary', description: 'Required' }),
  }),
  output: z.object({ media }),
  errors: [
    'missing_file',
    'too_many_files',
    'invalid_multipart',
    'payload_too_large',
    'quota_exceeded',
    'unsupported_media_type',
  ],
}).staged(async ({ ctx }) => {
  const { storage, storeId, body, now, ids } = ctx
  return keepWhole(storage, async (kept) => {
    const files = await receiveFiles(body, {
      storage,
      kept,
      field: 'file',
      maxFiles: 1,
      newKeyStem: () => newKeyStem(storeId, ids),
    })
    const purpose = purposeOf(body?.fields ?? {})
    const drafts = files.map((file) =>
      mediaDraft(file, {
        storeId,
        id: ids.uuidv7(),
        source: 'upload',
        purpose,
        retention: retentionOf(purpose),
        createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
        now,
      }),
    )
    return ctx.conclude(async (trx) => {
      const [row] = await admitFiles(trx, storeId, drafts)
      return row === undefined ? ctx.fail('missing_file') : { media: mediaResource(row, storage) }
    })
  })
})

function purposeOf(given: Readonly<Record<string, string>>) {
  const asked = fields.safeParse(given)
  if (asked.success) return asked.data.purpose
  const message = `Besides the file only a purpose, one of ${mediaPurposes.join(', ')}`
  return invalidInput({ path: ['purpose'], message })
}
