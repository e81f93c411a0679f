import { sql } from 'kysely'

import type { Transaction } from '../database.ts'

export interface ProductCollections {
  readonly storeId: string
  readonly productId: string
  readonly collectionIds: readonly string[]
}

/** Makes these the collections of a product; in new ones it comes last. False when one of them does
 *  not exist in the store. */
export async function setProductCollections(
  trx: Transaction,
  { storeId, productId, collectionIds }: ProductCollections,
): Promise<boolean> {
  const wanted = [...new Set(collectionIds)]
  const found = await trx
    .selectFrom('collections')
    .select('id')
    .where('storeId', '=', storeId)
    .where('id', '=', sql<string>`any(${wanted}::uuid[])`)
    .orderBy('id')
    .forShare()
    .execute()
  if (found.length < wanted.length) return false
  await sql`
    delete from collection_products where store_id = ${storeId} and product_id = ${productId}
      and collection_id <> all(${wanted}::uuid[])`.execute(trx)
  await sql`
    insert into collection_products (store_id, collection_id, product_id, position)
    select c.store_id, c.id, ${productId}::uuid, coalesce((
      select max(last.position) + 1 from collection_products last
      where last.store_id = c.store_id and last.collection_id = c.id
    ), 0)
    from collections c where c.store_id = ${storeId} and c.id = any(${wanted}::uuid[])
    on conflict do nothing`.execute(trx)
  return true
}
