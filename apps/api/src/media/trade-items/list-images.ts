import { numberedPage, tradeItemImage } from '@cartwright/contract/resources/trade-item-image'
import { countGallery, listGallery } from '@cartwright/db/queries/product-gallery'
import { z } from 'zod'

import { tradeItemOperation } from '../../operation/operation.ts'
import { findTradeItem, tradeItemPath } from './find-trade-item.ts'
import { pageOf } from './numbered-page.ts'
import { tradeItemImageResource } from './trade-item-image-resource.ts'

export const listImages = tradeItemOperation({
  method: 'GET',
  path: '/dashboard/api/v1/trade-items/{organization_id}/{gtin}/images',
  status: 200,
  permission: 'media:read',
  summary: 'The pictures of a trade item',
  description:
    'The primary one first, then by priority, then the newest first. A page past the end is empty.',
  input: z.strictObject({
    ...tradeItemPath,
    page: z.int().min(1).default(1),
    page_size: z.int().min(1).max(100).default(25).describe('At most so many, 1 to 100 (25)'),
  }),
  output: z.object({ data: z.array(tradeItemImage), pagination: numberedPage }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const { page, page_size: limit } = input
  const { db, storage, storeId } = ctx
  const productId = await findTradeItem(ctx, input)
  const key = { storeId, productId }
  const count = await countGallery(db, key)
  const links = await listGallery(db, key, { limit, offset: (page - 1) * limit })
  const data = links.map((link) => tradeItemImageResource(link, storage))
  return { data, pagination: pageOf(page, limit, count) }
})
