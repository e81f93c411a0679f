import type { Transaction } from '../database.ts'
import { publish } from '../outbox.ts'
import { touchProduct } from '../queries/product-gallery.ts'
import { lockProduct } from '../queries/products.ts'

export interface Detachment {
  readonly storeId: string
  readonly productId: string
  readonly mediaId: string
  readonly newId: () => string
  readonly now: Date
}

/** Takes a file out of a product's gallery; the file itself stays until it is collected. False when
 *  it was not there. */
export async function detachProductMedia(
  trx: Transaction,
  { storeId, productId, mediaId, newId, now }: Detachment,
): Promise<boolean> {
  if ((await lockProduct(trx, { storeId, productId })) === undefined) return false
  const { numDeletedRows } = await trx
    .deleteFrom('productMedia')
    .where('storeId', '=', storeId)
    .where('productId', '=', productId)
    .where('mediaId', '=', mediaId)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return false
  await trx
    .deleteFrom('mediaReferences')
    .where('storeId', '=', storeId)
    .where('mediaId', '=', mediaId)
    .where('entityType', '=', 'product')
    .where('entityId', '=', productId)
    .execute()
  await touchProduct(trx, { storeId, productId }, now)
  await publish(trx, storeId, { id: newId(), type: 'product.updated', payload: { productId } })
  return true
}
