import { media, mediaPurposes } from '@cartwright/contract/resources/media'
import { insertMedia } from '@cartwright/db/queries/media'
import { z } from 'zod'

import { invalidInput } from '../operation/invalid-input.ts'
import { operatorUpload } from '../operation/operation.ts'
import { describeStoredImage } from './describe-stored-image.ts'
import { displayName } from './display-name.ts'
import { keepWhole } from './keep-whole.ts'
import { mediaResource } from './media-resource.ts'
import { receiveFile } from './receive-file.ts'
import { retentionOf } from './retention-of.ts'

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
  errors: ['missing_file', 'invalid_multipart', 'payload_too_large', 'unsupported_media_type'],
}).staged(async ({ ctx }) => {
  const { storage, storeId, body, now, ids } = ctx
  const keyStem = `stores/${storeId}/media/${ids.randomHex(32)}`
  return keepWhole(storage, async (kept) => {
    const file = await receiveFile(body, { storage, keyStem, kept })
    const asked = fields.safeParse(body?.fields ?? {})
    if (!asked.success) {
      const message = `Besides the file only a purpose, one of ${mediaPurposes.join(', ')}`
      return invalidInput({ path: ['purpose'], message })
    }
    const { purpose } = asked.data
    const { kind, mimeType, extension } = file.sniffed
    const image = kind === 'image' ? await describeStoredImage(storage, file) : NO_IMAGE
    const row = await insertMedia(ctx.db, {
      storeId,
      id: ids.uuidv7(),
      key: file.key,
      kind,
      mimeType,
      ...image,
      filename: displayName(file.filename, `file.${extension}`),
      sizeBytes: file.sizeBytes,
      sha256: file.sha256,
      source: 'upload',
      purpose,
      retention: retentionOf(purpose),
      status: 'ready',
      createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
      createdAt: now,
      updatedAt: now,
    })
    return { media: mediaResource(row, storage) }
  })
})

const NO_IMAGE = { width: null, height: null, placeholder: null }
