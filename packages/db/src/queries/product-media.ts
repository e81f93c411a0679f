import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { setMediaReferences } from './media-references.ts'
import { demoteMain } from './product-gallery.ts'

export interface ProductMediaDraft {
  readonly id: string
  readonly mediaId: string
  readonly isMain: boolean
  readonly sortOrder: number
  readonly alt: string | null
}

export interface ProductMediaChange {
  readonly storeId: string
  readonly productId: string
  /** All images of the product, at most one of them main. */
  readonly images: readonly ProductMediaDraft[]
  readonly now: Date
}

/** Makes these the images of a product, references included. Links that stay keep their id; films in
 *  its gallery stay as well, as they are not told among its images. */
export async function setProductMedia(trx: Transaction, change: ProductMediaChange): Promise<void> {
  const { storeId, productId, images, now } = change
  const mediaIds = images.map((image) => image.mediaId)
  await sql`
    delete from product_media link using media
    where link.store_id = ${storeId} and link.product_id = ${productId}
      and link.media_id <> all(${mediaIds}::uuid[])
      and media.store_id = link.store_id and media.id = link.media_id and media.kind = 'image'`.execute(
    trx,
  )
  await demoteMain(trx, { storeId, productId })
  await sql`
    insert into product_media
      (store_id, id, product_id, media_id, is_main, sort_order, alt, created_at)
    select ${storeId}::uuid, x.id, ${productId}::uuid, x."mediaId", x."isMain", x."sortOrder", x.alt,
      ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(images)}::json)
      as x(id uuid, "mediaId" uuid, "isMain" boolean, "sortOrder" integer, alt text)
    on conflict (store_id, product_id, media_id)
      do update set is_main = excluded.is_main, sort_order = excluded.sort_order,
        alt = excluded.alt`.execute(trx)
  const use = { storeId, entityType: 'product', entityId: productId, role: 'image' } as const
  await setMediaReferences(trx, { ...use, mediaIds, now })
}
