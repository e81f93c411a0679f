import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { publish } from '../outbox.ts'
import { buryFiles } from '../queries/media-tombstones.ts'
import { findMediaUsers, type MediaUser } from '../queries/media-use.ts'
import { lockMedia, type MediaKey } from '../queries/media.ts'
import { touchProduct } from '../queries/product-gallery.ts'
import { lockVariantsShowing } from '../queries/variants.ts'

export interface MediaDeletion extends MediaKey {
  /** Also takes the file away from everything that uses it. */
  readonly force: boolean
  readonly newId: () => string
  readonly now: Date
}

export type MediaDeleted =
  | { readonly kind: 'deleted' }
  | { readonly kind: 'not_found' }
  | { readonly kind: 'in_use'; readonly usedBy: readonly MediaUser[] }

/** Deletes a file: its row at once, its objects as soon as storage obeys. While the row is locked
 *  nothing new can begin to use it, so what is found to use it is all there is.
 *
 *  Whoever changes a product locks its variants, then the product, and its files afterwards. A forced
 *  deletion keeps to this order: what uses the file lets go of it before the file is locked, and what
 *  began to use it in between does so afterwards. */
export async function deleteMedia(
  trx: Transaction,
  deletion: MediaDeletion,
): Promise<MediaDeleted> {
  const { storeId, mediaId, force, now } = deletion
  if (force) await takeAway(trx, deletion, await findMediaUsers(trx, deletion))
  const row = await lockMedia(trx, deletion)
  if (row === undefined) return { kind: 'not_found' }
  const usedBy = await findMediaUsers(trx, deletion)
  if (usedBy.length > 0 && !force) return { kind: 'in_use', usedBy }
  await takeAway(trx, deletion, usedBy)
  await trx.deleteFrom('media').where('storeId', '=', storeId).where('id', '=', mediaId).execute()
  await buryFiles(trx, { storeId, keys: [row.key], now })
  return { kind: 'deleted' }
}

async function takeAway(
  trx: Transaction,
  { storeId, mediaId, newId, now }: MediaDeletion,
  usedBy: readonly MediaUser[],
): Promise<void> {
  if (usedBy.length === 0) return
  await lockVariantsShowing(trx, { storeId, mediaId })
  const products = new Set(usedBy.map(({ productId }) => productId).filter((id) => id !== null))
  for (const productId of [...products].sort()) {
    await touchProduct(trx, { storeId, productId }, now)
    await publish(trx, storeId, { id: newId(), type: 'product.updated', payload: { productId } })
  }
  for (const table of ['variants', 'collections'] as const) {
    await trx
      .updateTable(table)
      .set({ imageMediaId: null })
      .where('storeId', '=', storeId)
      .where('imageMediaId', '=', mediaId)
      .execute()
  }
  await sql`
    update stores set logo_media_id = null
    where id = ${storeId} and logo_media_id = ${mediaId}`.execute(trx)
  for (const table of ['productMedia', 'mediaReferences'] as const) {
    await trx
      .deleteFrom(table)
      .where('storeId', '=', storeId)
      .where('mediaId', '=', mediaId)
      .execute()
  }
}
