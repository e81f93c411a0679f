import { tradeItemImage } from '@cartwright/contract/resources/trade-item-image'
import { attachProductMedia } from '@cartwright/db/transactions/attach-product-media'
import { z } from 'zod'

import { tradeItemUpload } from '../../operation/operation.ts'
import { admitFiles } from '../admit-files.ts'
import { keepWhole } from '../keep-whole.ts'
import { mediaDraft } from '../media-draft.ts'
import { newKeyStem } from '../new-key-stem.ts'
import { receiveFiles } from '../receive-files.ts'
import { findTradeItem, tradeItemPath } from './find-trade-item.ts'
import { isTradeItemImage } from './is-trade-item-image.ts'
import { readImageFields } from './read-image-fields.ts'
import { tradeItemImageResource } from './trade-item-image-resource.ts'

/** `priority` is no field of an upload; this is a gallery's own default. */
const PRIORITY = 100

export const uploadImage = tradeItemUpload({
  method: 'POST',
  path: '/dashboard/api/v1/trade-items/{organization_id}/{gtin}/images',
  status: 201,
  permission: 'media:write',
  summary: 'Add a picture to a trade item',
  description:
    'One `image` of at most 25 MB: JPEG, PNG, GIF, WebP, SVG or BMP, told by its bytes. A primary ' +
    'one takes the place of the one before it.',
  input: z.strictObject({
    ...tradeItemPath,
    image: z.string().optional().meta({ format: 'binary', description: 'Required' }),
    title: z.string().optional().describe('At most 255 characters'),
    is_primary: z.enum(['true', 'false']).optional(),
  }),
  output: tradeItemImage,
  errors: [
    'missing_file',
    'too_many_files',
    'invalid_multipart',
    'payload_too_large',
    'quota_exceeded',
    'unsupported_media_type',
  ],
}).staged(async ({ ctx, input }) => {
  const { storage, storeId, ids, now, body } = ctx
  const productId = await findTradeItem(ctx, input)
  return keepWhole(storage, async (kept) => {
    const [file] = await receiveFiles(body, {
      storage,
      field: 'image',
      maxFiles: 1,
      newKeyStem: () => newKeyStem(storeId, ids),
      kept,
    })
    if (file === undefined) return ctx.fail('missing_file')
    if (!isTradeItemImage(file.sniffed.mimeType)) return ctx.fail('unsupported_media_type')
    const { title, is_primary: isMain } = readImageFields(body?.fields ?? {})
    const draft = mediaDraft(file, {
      storeId,
      id: ids.uuidv7(),
      source: 'upload',
      purpose: 'product',
      retention: 'managed',
      createdBy: `${ctx.actor.kind}:${ctx.actor.id}`,
      now,
    })
    const place = { productId, isMain, sortOrder: PRIORITY, title, newId: ids.uuidv7, now }
    return ctx.conclude(async (trx) => {
      await admitFiles(trx, storeId, [draft])
      const attachment = { storeId, mediaId: draft.id, ...place }
      const { link } = ctx.unwrap(await attachProductMedia(trx, attachment))
      return tradeItemImageResource(link, storage)
    })
  })
})
