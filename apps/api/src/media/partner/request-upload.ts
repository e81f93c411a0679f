import { line, timestamp } from '@cartwright/contract/scalars'
import { violatedConstraint } from '@cartwright/db/violation'
import { z } from 'zod'

import type { OperatorFacts, Staging } from '../../operation/context.ts'
import { invalidInput } from '../../operation/invalid-input.ts'
import { partnerOperation } from '../../operation/operation.ts'
import type { Runtime } from '../../runtime.ts'
import { admitFiles } from '../admit-files.ts'
import { displayName } from '../display-name.ts'
import { orUnavailable } from '../or-unavailable.ts'
import { retentionOf } from '../retention-of.ts'
import { partnerMediaId } from './partner-ids.ts'
import { uploadKey } from './upload-key.ts'
import { extensionOf, type UploadKindName, uploadKinds } from './upload-kinds.ts'

/** How long the answered address takes a file. */
const UPLOAD_SECONDS = 15 * 60
/** Eight digits for a key are few; a second key for the same name is one more try away. */
const ATTEMPTS = 3

const kinds = ['PRODUCT_IMAGE', 'PRODUCT_VIDEO', 'CATEGORY_IMAGE'] as const

export const requestUpload = partnerOperation({
  method: 'POST',
  path: '/api/v1/admin/media/upload',
  status: 201,
  permission: 'media:write',
  summary: 'Get an address to upload a file to',
  description:
    'PUT the bytes to `uploadUrl` within 15 minutes, with the same Content-Type and at most 25 MB. ' +
    '`publicUrl` is final, and answers 404 until then.',
  input: z.strictObject({
    filename: line(255).describe('Its original name'),
    contentType: z.string().max(100).describe('The MIME type the PUT will be sent with'),
    kind: z.enum(kinds).default('PRODUCT_IMAGE'),
  }),
  output: z.object({
    mediaId: z.string().describe('`med_` and 22 characters'),
    uploadUrl: z.string(),
    publicUrl: z.string(),
    expiresAt: timestamp,
  }),
  errors: ['quota_exceeded'],
}).staged(async ({ ctx, input }) => {
  const extension = extensionOf(input.kind, input.contentType)
  if (extension === null) {
    const taken = Object.keys(uploadKinds[input.kind].extensions).join(', ')
    return invalidInput({ path: ['contentType'], message: `${input.kind} takes ${taken}` })
  }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await announce(ctx, { ...input, extension })
    } catch (error) {
      const isTaken = violatedConstraint(error) === 'media_key_key'
      if (!isTaken || attempt === ATTEMPTS) throw error
    }
  }
})

interface Announcement {
  readonly filename: string
  readonly contentType: string
  readonly kind: UploadKindName
  readonly extension: string
}

type Caller = OperatorFacts &
  Pick<Runtime, 'ids' | 'storage'> &
  Pick<Staging, 'conclude'> & { readonly now: Date }

/** Has a file expected under a new key. */
async function announce(ctx: Caller, { filename, contentType, kind, extension }: Announcement) {
  const { storage, storeId, store, ids, now } = ctx
  const { folder, purpose } = uploadKinds[kind]
  const suffix = ids.randomHex(8)
  const key = uploadKey({ shop: store.slug, folder, filename, suffix, extension })
  const terms = { contentType, expiresInSeconds: UPLOAD_SECONDS }
  const { url, expiresAt } = await orUnavailable(storage.presignPut(key, terms))
  const id = ids.uuidv7()
  const draft = {
    storeId,
    id,
    key,
    filename: displayName(filename, `file.${extension}`),
    kind: contentType.startsWith('video/') ? ('video' as const) : ('image' as const),
    mimeType: contentType,
    sizeBytes: 0,
    source: 'presigned' as const,
    purpose,
    retention: retentionOf(purpose),
    status: 'pending' as const,
    uploadExpiresAt: expiresAt,
    createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
    createdAt: now,
    updatedAt: now,
  }
  return ctx.conclude(async (trx) => {
    await admitFiles(trx, storeId, [draft])
    const publicUrl = storage.publicUrl(key)
    const mediaId = partnerMediaId(id)
    return { mediaId, uploadUrl: url, publicUrl, expiresAt: expiresAt.toISOString() }
  })
}
