import { mediaPurposes } from '@cartwright/contract/resources/media'
import { id, line, timestamp } from '@cartwright/contract/scalars'
import { mediaTypeOf } from '@cartwright/platform/images/media-type'
import { z } from 'zod'

import { stagedUploadOperation } from '../../operation/operation.ts'
import { admitFiles } from '../admit-files.ts'
import { displayName } from '../display-name.ts'
import { newKeyStem } from '../new-key-stem.ts'
import { orUnavailable } from '../or-unavailable.ts'
import { MAX_FILE_BYTES } from '../receive-files.ts'
import { retentionOf } from '../retention-of.ts'

const MINUTES_OPEN = 15

export const createUpload = stagedUploadOperation({
  method: 'POST',
  path: '/api/v1/media/uploads',
  status: 201,
  permission: 'media:write',
  summary: 'Begin an upload straight to storage',
  description:
    'Answers a form: post its `fields`, then the `file` as the last one, to its `url` within ' +
    '15 minutes. Storage takes exactly the type that was announced and at most its size. Then ' +
    'complete the upload.',
  input: z.strictObject({
    filename: line(500),
    contentType: line(100).describe('MIME type of an image, video or PDF'),
    sizeBytes: z.int().min(1).max(MAX_FILE_BYTES).describe('The file may be smaller, not larger'),
    purpose: z.enum(mediaPurposes).default('general'),
  }),
  output: z.object({
    mediaId: id,
    url: z.string(),
    fields: z.record(z.string(), z.string()).describe('Form fields, to be sent as they are'),
    expiresAt: timestamp,
  }),
  errors: ['unsupported_media_type', 'quota_exceeded'],
}).staged(async ({ ctx, input }) => {
  const { storeId, storage, ids, now } = ctx
  const { filename, sizeBytes, purpose } = input
  const type = mediaTypeOf(input.contentType) ?? ctx.fail('unsupported_media_type')
  const mediaId = ids.uuidv7()
  const key = `${newKeyStem(storeId, ids)}.${type.extension}`
  const signing = storage.presignPost(key, {
    contentType: type.mimeType,
    minBytes: 1,
    maxBytes: sizeBytes,
    expiresInSeconds: MINUTES_OPEN * 60,
  })
  const form = await orUnavailable(signing)
  const draft = {
    storeId,
    id: mediaId,
    key,
    filename: displayName(filename, `file.${type.extension}`),
    kind: type.kind,
    mimeType: type.mimeType,
    sizeBytes,
    declaredSizeBytes: sizeBytes,
    source: 'presigned',
    purpose,
    retention: retentionOf(purpose),
    status: 'pending',
    uploadExpiresAt: form.expiresAt,
    createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
    createdAt: now,
    updatedAt: now,
  } as const
  return ctx.conclude(async (trx) => {
    await admitFiles(trx, storeId, [draft])
    const { url, fields, expiresAt } = form
    return { mediaId, url, fields: { ...fields }, expiresAt: expiresAt.toISOString() }
  })
})
