import { sql } from 'kysely'

import type { Transaction } from '../database.ts'

export interface HoldRelease {
  readonly storeId: string
  readonly cartId: string
  /** Why, for the ledger: `cart_changed`, `checkout_expired`, … */
  readonly reason: string
  readonly now: Date
  readonly newId: () => string
}

/** Gives everything back that a cart's checkout kept from others, and says so in the ledger; lapsed
 *  holds too. Nothing held is nothing to do. The caller holds the cart's lock. One statement when
 *  nothing is held, two otherwise. */
export async function releaseHolds(trx: Transaction, release: HoldRelease): Promise<void> {
  const { storeId, cartId, reason, now, newId } = release
  const released = await trx
    .deleteFrom('stockHolds')
    .where('storeId', '=', storeId)
    .where('cartId', '=', cartId)
    .returning(['variantId', 'quantity'])
    .execute()
  if (released.length === 0) return
  await sql`
    insert into stock_movements (store_id, id, variant_id, kind, held_delta, on_hand_before,
                                 on_hand_after, reason, actor, cart_id, created_at)
    select v.store_id, released.id, v.id, 'release', -released.quantity, v.on_hand,
           v.on_hand, ${reason}, 'system', ${cartId}, ${now}
      from unnest(
             ${released.map(() => newId())}::uuid[],
             ${released.map((hold) => hold.variantId)}::uuid[],
             ${released.map((hold) => hold.quantity)}::int[]
           ) as released (id, variant_id, quantity)
      join variants v on v.store_id = ${storeId} and v.id = released.variant_id
  `.execute(trx)
}
