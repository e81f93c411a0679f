import type { Database } from '../database.ts'

/** Which product of a store is sold under this GTIN? Fourteen digits, as in `gtin_key`. Several may
 *  be: one that is still sold comes before archived ones, then the one that had it first. */
export async function findProductByGtin(
  db: Database,
  { storeId, gtinKey }: { readonly storeId: string; readonly gtinKey: string },
): Promise<string | undefined> {
  const found = await db
    .selectFrom('variants as v')
    .innerJoin('products as p', (join) =>
      join.onRef('p.storeId', '=', 'v.storeId').onRef('p.id', '=', 'v.productId'),
    )
    .select('p.id')
    .where('v.storeId', '=', storeId)
    .where('v.gtinKey', '=', gtinKey)
    .orderBy((eb) => eb('p.status', '=', 'archived'))
    .orderBy('v.createdAt')
    .orderBy('v.id')
    .limit(1)
    .executeTakeFirst()
  return found?.id
}
