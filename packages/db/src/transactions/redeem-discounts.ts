import { sql } from 'kysely'

import type { Transaction } from '../database.ts'

/** Counts one more use of each of these discounts, never past its limit. Answers the ids of those
 *  that were used up meanwhile. */
export async function redeemDiscounts(
  trx: Transaction,
  storeId: string,
  discountIds: readonly string[],
): Promise<string[]> {
  if (discountIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with locked as (
      select id from discounts
       where store_id = ${storeId} and id = any(${discountIds}::uuid[])
       order by id for no key update
    )
    update discounts
       set used_count = discounts.used_count + 1
      from locked
     where discounts.store_id = ${storeId} and discounts.id = locked.id
       and (discounts.usage_limit is null or discounts.used_count < discounts.usage_limit)
    returning discounts.id
  `.execute(trx)
  const counted = new Set(rows.map((row) => row.id))
  return discountIds.filter((id) => !counted.has(id))
}
