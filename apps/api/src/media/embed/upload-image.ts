import { idInput } from '@cartwright/contract/scalars'
import { countEmbedImage } from '@cartwright/db/queries/embed-session-life'
import { z } from 'zod'

import { AppError } from '../../operation/app-error.ts'
import { embedFormUpload } from '../../operation/operation.ts'
import { admitFiles } from '../admit-files.ts'
import { keepWhole } from '../keep-whole.ts'
import { mediaDraft } from '../media-draft.ts'
import { receiveFiles } from '../receive-files.ts'
import { imageExtension } from './image-extension.ts'

const MAX_IMAGE_BYTES = 10 * 1024 * 1024
/** Pictures of one session, those that no form was sent with included. */
const MAX_IMAGES = 20

export const uploadImage = embedFormUpload({
  method: 'POST',
  path: '/v1/embed/form-submit/{sessionId}/upload-image',
  status: 200,
  summary: 'Upload a picture for a field of the form',
  description:
    'One `file` of at most 10,485,760 bytes, a picture by its declared type and by its bytes; at most 20 in a session. The address is the value of its field.',
  input: z.strictObject({
    sessionId: idInput,
    file: z.string().optional().meta({ format: 'binary', description: 'Required' }),
  }),
  output: z.object({ url: z.string().describe('Where everybody can read it') }),
  errors: [
    'wrong_mode',
    'invalid_multipart',
    'missing_file',
    'too_many_files',
    'unsupported_media_type',
    'payload_too_large',
    'quota_exceeded',
    'rate_limited',
  ],
}).staged(async ({ ctx }) => {
  const { storage, storeId, session, body, ids, now } = ctx
  if (session.mode !== 'fill') ctx.fail('wrong_mode')
  const sessionId = session.id
  return keepWhole(storage, async (kept) => {
    const [file] = await receiveFiles(body, {
      storage,
      field: 'file',
      maxFiles: 1,
      maxFileBytes: MAX_IMAGE_BYTES,
      newKeyStem: () => `embed-uploads/${storeId}/${sessionId}/${ids.uuidv7()}`,
      extensionOf: ({ filename, sniffed }) => imageExtension(filename, sniffed.extension),
      kept,
      check: requireImage,
    })
    if (file === undefined) return ctx.fail('missing_file')
    const draft = mediaDraft(file, {
      storeId,
      id: ids.uuidv7(),
      source: 'embed',
      purpose: 'embed',
      retention: 'managed',
      createdBy: `embed:${sessionId}`,
      now,
    })
    const drafts = [{ ...draft, embedSessionId: sessionId }]
    return ctx.conclude(async (trx) => {
      const isOneOfFew = await countEmbedImage(trx, { storeId, sessionId }, MAX_IMAGES)
      if (!isOneOfFew) ctx.fail('rate_limited', { limit: MAX_IMAGES })
      await admitFiles(trx, storeId, drafts)
      return { url: storage.publicUrl(file.key) }
    })
  })
})

function requireImage({ declaredType }: { readonly declaredType: string }): void {
  if (!/^image\//i.test(declaredType)) throw new AppError('unsupported_media_type')
}
