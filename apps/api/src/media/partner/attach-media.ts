import { id, idInput } from '@cartwright/contract/scalars'
import { hasProduct } from '@cartwright/db/queries/has-product'
import { findMedia } from '@cartwright/db/queries/media'
import { inTransaction } from '@cartwright/db/transaction'
import { attachProductMedia } from '@cartwright/db/transactions/attach-product-media'
import { z } from 'zod'

import { partnerOperation } from '../../operation/operation.ts'
import { orUnavailable } from '../or-unavailable.ts'
import { refuseUpload } from '../refuse-upload.ts'
import { settleUpload } from '../settle-upload.ts'
import { partnerGalleryId, partnerMediaId, partnerMediaIdInput } from './partner-ids.ts'

/** The largest `integer` of PostgreSQL. */
const MAX_SORT_ORDER = 2_147_483_647

export const attachMedia = partnerOperation({
  method: 'POST',
  path: '/api/v1/admin/products/{id}/media',
  status: 201,
  permission: 'products:write',
  summary: "Put an uploaded file into a product's gallery",
  description:
    'A file the product already has keeps its place there, changed as asked: that answers 200. ' +
    '`isMain: true` takes the flag from the one that had it.',
  input: z.strictObject({
    id: idInput,
    mediaId: partnerMediaIdInput,
    isMain: z.boolean().default(false),
    sortOrder: z.int().min(0).max(MAX_SORT_ORDER).default(100).describe('Lower shows earlier'),
  }),
  output: z.object({
    id: z.string().describe('`pm_` and 22 characters'),
    productId: id,
    mediaId: z.string().describe('`med_` and 22 characters'),
    fileUrl: z.string(),
    isMain: z.boolean(),
    sortOrder: z.int(),
  }),
  errors: ['upload_incomplete', 'upload_rejected', 'quota_exceeded'],
}).staged(async ({ ctx, input }) => {
  const { db, storage, storeId, now, ids } = ctx
  const { id: productId, mediaId, isMain, sortOrder } = input
  const announced = (await hasProduct(db, { storeId, productId }))
    ? await findMedia(db, { storeId, mediaId })
    : undefined
  if (announced === undefined) return ctx.fail('not_found')
  const media = await orUnavailable(settleUpload({ db, storage, now }, announced))
  if (media === undefined) return ctx.fail('not_found')
  if (media.status === 'pending') return ctx.fail('upload_incomplete')
  if (media.status === 'failed') return refuseUpload(media)
  if (media.kind === 'document') return ctx.fail('upload_rejected', { reason: 'unsupported' })
  const attachment = { storeId, productId, mediaId, isMain, sortOrder, newId: ids.uuidv7, now }
  const attached = await inTransaction(db, (trx) => attachProductMedia(trx, attachment))
  const { link, isNew } = ctx.unwrap(attached)
  if (!isNew) ctx.setStatus(200)
  return {
    id: partnerGalleryId(link.id),
    productId,
    mediaId: partnerMediaId(mediaId),
    fileUrl: storage.publicUrl(link.key),
    isMain: link.isMain,
    sortOrder: link.sortOrder,
  }
})
