import type { Database } from '../database.ts'
import type { PersonalisationField } from '../json-columns.ts'

export interface ProductForm {
  readonly productTitle: string
  readonly fields: readonly PersonalisationField[]
}

/** What does a product ask its buyers for? Undefined when there is no such product, it is archived,
 *  or it asks nothing. */
export async function findProductForm(
  db: Database,
  { storeId, productId }: { readonly storeId: string; readonly productId: string },
): Promise<ProductForm | undefined> {
  const product = await db
    .selectFrom('products')
    .select(['title', 'personalisation'])
    .where('storeId', '=', storeId)
    .where('id', '=', productId)
    .where('status', '<>', 'archived')
    .executeTakeFirst()
  const fields = product?.personalisation?.fields ?? []
  if (product === undefined || fields.length === 0) return undefined
  return { productTitle: product.title, fields }
}
