import { findGalleryMedia } from '@cartwright/db/queries/product-gallery'
import { detachProductMedia } from '@cartwright/db/transactions/detach-product-media'
import { z } from 'zod'

import { tradeItemOperation } from '../../operation/operation.ts'
import { readShortId } from '../short-id.ts'
import { findTradeItem, tradeItemPath } from './find-trade-item.ts'

export const deleteImage = tradeItemOperation({
  method: 'DELETE',
  path: '/dashboard/api/v1/trade-items/{organization_id}/{gtin}/images/{image_id}',
  status: 204,
  permission: 'media:write',
  summary: 'Delete a picture of a trade item',
  input: z.strictObject({
    ...tradeItemPath,
    image_id: z.string().max(200).describe('22 characters, or a UUID'),
  }),
  output: z.void(),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, ids, now } = ctx
  const productId = await findTradeItem(ctx, input)
  const linkId = readShortId(input.image_id)
  if (linkId === null) return ctx.fail('not_found')
  const mediaId = await findGalleryMedia(db, { storeId, productId, linkId })
  if (mediaId === undefined) return ctx.fail('not_found')
  const detachment = { storeId, productId, mediaId, newId: ids.uuidv7, now }
  if (!(await detachProductMedia(db, detachment))) return ctx.fail('not_found')
})
