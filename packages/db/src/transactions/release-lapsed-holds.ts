import { sql } from 'kysely'

import type { Transaction } from '../database.ts'

/** Carts swept at once: short locks, and the next call takes the rest. */
const BATCH = 200

export interface LapsedHolds {
  readonly newId: () => string
  readonly now: Date
}

/** Deletes holds that have lapsed and says so in the ledger. They already count for nothing; this
 *  keeps the table small. Carts in use are left for the next time, since what a cart holds changes
 *  under its lock alone. Answers how many were deleted. */
export async function releaseLapsedHolds(
  trx: Transaction,
  { newId, now }: LapsedHolds,
): Promise<number> {
  const { rows: carts } = await sql<{ storeId: string; id: string }>`
    select store_id, id from carts
     where (store_id, id) in (
       select store_id, cart_id from stock_holds where expires_at <= ${now} limit ${sql.lit(BATCH)}
     )
       for update skip locked
  `.execute(trx)
  if (carts.length === 0) return 0
  const { rows: released } = await sql<{ storeId: string; variantId: string; quantity: number }>`
    delete from stock_holds as hold
     using unnest(
       ${carts.map((cart) => cart.storeId)}::uuid[], ${carts.map((cart) => cart.id)}::text[]
     ) as swept (store_id, cart_id)
     where hold.store_id = swept.store_id and hold.cart_id = swept.cart_id
       and hold.expires_at <= ${now}
    returning hold.store_id, hold.variant_id, hold.cart_id, hold.quantity
  `.execute(trx)
  await sql`
    insert into stock_movements (
      store_id, id, variant_id, kind, held_delta, on_hand_before, on_hand_after, reason, actor,
      cart_id, created_at
    )
    select store_id, released."movementId", variants.id, 'release', -released."quantity", on_hand,
           on_hand, 'hold_lapsed', 'system', released."cartId", ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(
        released.map((hold) => ({ ...hold, movementId: newId() })),
      )}::jsonb) as released (
        "storeId" uuid, "movementId" uuid, "variantId" uuid, "cartId" text, "quantity" int
      )
      join variants on variants.store_id = released."storeId"
       and variants.id = released."variantId"
  `.execute(trx)
  return released.length
}
