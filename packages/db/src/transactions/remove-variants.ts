import { type Failure, type Result } from '@cartwright/domain/result'
import { fail, ok } from '@cartwright/domain/result'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { deleteMediaReferences } from '../queries/media-references.ts'
import { deleteVariants } from '../queries/variants.ts'

export interface VariantRemoval {
  readonly storeId: string
  readonly productId: string
  readonly variantIds: readonly string[]
  readonly newId: () => string
  readonly now: Date
}

export type VariantsInUse = Failure<'in_use', { readonly variantIds: readonly string[] }>

/** Removes locked variants, unless somebody is paying for one or waits for one to be sent: `in_use`
 *  names those. Holds that lapsed are given back on the way, ledger included. */
export async function removeVariants(
  trx: Transaction,
  removal: VariantRemoval,
): Promise<Result<undefined, VariantsInUse>> {
  const { storeId, variantIds } = removal
  if (variantIds.length === 0) return ok(undefined)
  const needed = await neededVariants(trx, removal)
  if (needed.length > 0) return fail('in_use', { variantIds: needed })
  await releaseLapsedHolds(trx, removal)
  await deleteMediaReferences(trx, storeId, variantIds)
  await deleteVariants(trx, storeId, variantIds)
  return ok(undefined)
}

/** Untracked variants have nothing reserved, so the open lines of orders are asked as well. */
async function neededVariants(trx: Transaction, removal: VariantRemoval): Promise<string[]> {
  const { storeId, productId, variantIds, now } = removal
  const { rows } = await sql<{ id: string }>`
    select v.id from variants v
    where v.store_id = ${storeId} and v.id = any(${variantIds}::uuid[]) and (
      v.reserved > 0
      or exists (
        select 1 from stock_holds h
        where h.store_id = v.store_id and h.variant_id = v.id and h.expires_at > ${now}
      )
      or exists (
        select 1 from order_lines l
        join orders o on o.store_id = l.store_id and o.id = l.order_id
        where l.store_id = v.store_id and l.product_id = ${productId} and l.variant_id = v.id
          and o.status <> 'cancelled' and l.fulfilled_quantity + l.cancelled_quantity < l.quantity
      )
    )
    order by v.position`.execute(trx)
  return rows.map(({ id }) => id)
}

async function releaseLapsedHolds(trx: Transaction, removal: VariantRemoval): Promise<void> {
  const { storeId, variantIds, newId, now } = removal
  const released = await trx
    .deleteFrom('stockHolds')
    .where('storeId', '=', storeId)
    .where('variantId', '=', sql<string>`any(${variantIds}::uuid[])`)
    .returning(['variantId', 'cartId', 'quantity'])
    .execute()
  if (released.length === 0) return
  const moves = released.map((hold) => ({ ...hold, id: newId() }))
  await sql`
    insert into stock_movements (
      store_id, id, variant_id, kind, held_delta, on_hand_before, on_hand_after, reason, actor,
      cart_id, created_at
    )
    select v.store_id, x.id, v.id, 'release', -x.quantity, v.on_hand, v.on_hand,
      'variant_removed', 'system', x."cartId", ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(moves)}::json)
      as x(id uuid, "variantId" uuid, "cartId" text, quantity integer)
    join variants v on v.store_id = ${storeId} and v.id = x."variantId"`.execute(trx)
}
