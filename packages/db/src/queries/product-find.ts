import { sql } from 'kysely'

import type { Database } from '../database.ts'
import { gatheredRead } from '../gathered-read.ts'
import { type Given, preparedQuery } from '../prepared-query.ts'
import { productRow, type ProductRow, productText, type ProductText } from './product-row.ts'

export interface ProductAddress {
  readonly storeId: string
  readonly slug: string
  readonly statuses: readonly ('draft' | 'active' | 'archived')[]
  readonly now: Date
}

/** The text of the product that has this slug, or had it before. Its own slug tells which. One
 *  statement, shared with whoever asks at the same time. */
export function findProductBySlug(
  db: Database,
  address: ProductAddress,
): Promise<ProductText | undefined> {
  return bySlug(db, address)
}

const bySlug = gatheredRead<ProductAddress, ProductText>({
  // The slug comes last, as it is what a caller likes: before it nothing has a space within.
  keyOf: ({ storeId, slug, statuses }) => `${storeId} ${statuses.join(',')} ${slug}`,
  readMany: async (db, { asked, now }) => {
    const found = await bySlugs(db, {
      storeIds: asked.map(({ storeId }) => storeId),
      slugs: asked.map(({ slug }) => slug),
      statuses: asked.map(({ statuses }) => statuses.join(',')),
      now,
    })
    return new Map(found.map(({ key, ...product }) => [key, product]))
  },
})

interface Addresses {
  readonly storeIds: readonly string[]
  readonly slugs: readonly string[]
  /** Of each, with commas between. */
  readonly statuses: readonly string[]
  readonly now: Date
}

const bySlugs = preparedQuery((db, given: Given<Addresses>) =>
  sql<ProductText & { readonly key: string }>`
    select concat_ws(' ', asked.store_id, asked.statuses, asked.slug) as key,
      p.id, ${productText(given.now)} as text
    from unnest(${given.storeIds}::uuid[], ${given.slugs}::text[], ${given.statuses}::text[])
      asked(store_id, slug, statuses)
    join products p on p.store_id = asked.store_id
      and p.status = any(string_to_array(asked.statuses, ','))
      and p.id = coalesce(
        (select id from products where store_id = asked.store_id and slug = asked.slug),
        (select product_id from product_slugs
          where store_id = asked.store_id and slug = asked.slug)
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
