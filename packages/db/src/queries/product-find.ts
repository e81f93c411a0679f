import { sql } from 'kysely'

import type { Database } from '../database.ts'
import { type Given, preparedQuery } from '../prepared-query.ts'
import { productRow, type ProductRow, productText, type ProductText } from './product-row.ts'

export interface ProductAddress {
  readonly storeId: string
  readonly slug: string
  readonly statuses: readonly ('draft' | 'active' | 'archived')[]
  readonly now: Date
}

/** The text of the product that has this slug, or had it before; one statement. Its own slug tells
 *  which. */
export async function findProductBySlug(
  db: Database,
  address: ProductAddress,
): Promise<ProductText | undefined> {
  const [found] = await bySlug(db, address)
  return found
}

const bySlug = preparedQuery((db, given: Given<ProductAddress>) =>
  sql<ProductText>`
    select p.id, ${productText(given.now)} as text from products p
    where p.store_id = ${given.storeId} and p.status = any(${given.statuses}::text[])
      and p.id = coalesce(
        (select id from products where store_id = ${given.storeId} and slug = ${given.slug}),
        (select product_id from product_slugs
          where store_id = ${given.storeId} and slug = ${given.slug})
      )`.compile(db),
)

/** One product with all that is shown with it, whatever its status. */
export async function findProduct(
  db: Database,
  { storeId, productId, now }: { storeId: string; productId: string; now: Date },
): Promise<ProductRow | undefined> {
  const { rows } = await sql<ProductText>`
    select p.id, ${productText(now)} as text from products p
    where p.store_id = ${storeId} and p.id = ${productId}`.execute(db)
  return rows[0] && productRow(rows[0].text)
}
