import type { TradeItemImage } from '@cartwright/contract/resources/trade-item-image'
import type { GalleryLink } from '@cartwright/db/queries/product-gallery'

import type { FileAddresses } from '../../resources/image-resource.ts'
import { shortIdOf } from '../short-id.ts'

/** A place in a product's gallery as callers of the trade-item routes see it. */
export function tradeItemImageResource(link: GalleryLink, files: FileAddresses): TradeItemImage {
  return {
    id: shortIdOf(link.id),
    title: link.title,
    is_primary: link.isMain,
    priority: link.sortOrder,
    created: link.createdAt.toISOString(),
    image_url: files.publicUrl(link.key),
  }
}
