import type { Database } from '../database.ts'
import type { ProductKey } from './products.ts'

/** Does a store have this product, whatever its status? */
export async function hasProduct(
  db: Database,
  { storeId, productId }: ProductKey,
): Promise<boolean> {
  const found = await db
    .selectFrom('products')
    .select('id')
    .where('storeId', '=', storeId)
    .where('id', '=', productId)
    .executeTakeFirst()
  return found !== undefined
}
