import type { Selectable } from 'kysely'

import type { Transaction } from '../database.ts'
import { lockProduct as lockProductRow, type ProductKey } from '../queries/products.ts'
import { lockVariants, type StoredVariant } from '../queries/variants.ts'
import type { ProductsTable } from '../tables.ts'

export interface LockedProduct {
  readonly product: Selectable<ProductsTable>
  /** In their order. */
  readonly variants: readonly StoredVariant[]
}

/** The product and its variants, locked until the transaction ends. Variants come first, as
 *  everywhere: who sells them locks them and then counts on the product. They are read once more
 *  under the product's lock, because its last writer may have added some. */
export async function lockProduct(
  trx: Transaction,
  key: ProductKey,
): Promise<LockedProduct | undefined> {
  await lockVariants(trx, key)
  const product = await lockProductRow(trx, key)
  return product && { product, variants: await lockVariants(trx, key) }
}
