import { type Failure, fail, ok, type Result } from '@cartwright/domain/result'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { publish } from '../outbox.ts'
import { endGrace } from '../queries/media-references.ts'
import type { MediaRow } from '../queries/media.ts'
import type { GalleryLink } from '../queries/product-gallery.ts'
import { demoteMain, touchProduct } from '../queries/product-gallery.ts'
import { lockProduct } from '../queries/products.ts'

export interface Attachment {
  readonly storeId: string
  readonly productId: string
  readonly mediaId: string
  readonly isMain: boolean
  readonly sortOrder: number
  /** Kept as it was when absent. */
  readonly title?: string
  readonly newId: () => string
  readonly now: Date
}

export interface Attached {
  readonly link: GalleryLink
  /** False when the product already had this file: then its link was changed. */
  readonly isNew: boolean
}

/** Puts a file into a product's gallery. The product is locked first, so that two new main pictures
 *  come one after the other and the later one wins; then the file, so that it cannot be collected
 *  meanwhile. `not_found` when the store has no such product, or no such file that is ready. */
export async function attachProductMedia(
  trx: Transaction,
  attachment: Attachment,
): Promise<Result<Attached, Failure<'not_found'>>> {
  const { storeId, productId, mediaId, isMain, newId, now } = attachment
  if ((await lockProduct(trx, { storeId, productId })) === undefined) return fail('not_found')
  const media = await keepMedia(trx, { storeId, mediaId })
  if (media === undefined) return fail('not_found')
  if (isMain) await demoteMain(trx, { storeId, productId })
  const { isNew, ...link } = await upsertLink(trx, attachment)
  await sql`
    with used_again as (${endGrace(storeId, sql`${mediaId}::uuid`)})
    insert into media_references (store_id, media_id, entity_type, entity_id, role, created_at)
    values (${storeId}, ${mediaId}, 'product', ${productId}, ${media.kind}, ${now})
    on conflict do nothing`.execute(trx)
  await touchProduct(trx, { storeId, productId }, now)
  await publish(trx, storeId, { id: newId(), type: 'product.updated', payload: { productId } })
  return ok({ link: { ...link, key: media.key }, isNew })
}

/** Keeps a file from being collected until the transaction ends. Undefined when it cannot be
 *  shown. */
function keepMedia(
  trx: Transaction,
  { storeId, mediaId }: { storeId: string; mediaId: string },
): Promise<Pick<MediaRow, 'key' | 'kind'> | undefined> {
  return trx
    .selectFrom('media')
    .select(['key', 'kind'])
    .where('storeId', '=', storeId)
    .where('id', '=', mediaId)
    .where('status', '=', 'ready')
    .forKeyShare()
    .executeTakeFirst()
}

type Upserted = Omit<GalleryLink, 'key'> & { readonly isNew: boolean }

async function upsertLink(trx: Transaction, attachment: Attachment): Promise<Upserted> {
  const { storeId, productId, mediaId, isMain, sortOrder, title, newId, now } = attachment
  const { rows } = await sql<Upserted>`
    insert into product_media
      (store_id, id, product_id, media_id, is_main, sort_order, title, created_at)
    values (${storeId}, ${newId()}, ${productId}, ${mediaId}, ${isMain}, ${sortOrder},
      ${title ?? ''}, ${now})
    on conflict (store_id, product_id, media_id) do update
      set is_main = excluded.is_main, sort_order = excluded.sort_order,
        title = coalesce(${title ?? null}::text, product_media.title)
    returning id, product_id, media_id, is_main, sort_order, title, created_at,
      xmax = 0 as is_new`.execute(trx)
  const [row] = rows
  if (row === undefined) throw new Error('An upsert answers its row')
  return row
}
