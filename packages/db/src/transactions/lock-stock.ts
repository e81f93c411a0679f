import type { StockLevel } from '@cartwright/domain/inventory/stock-level'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'

export interface StockLock {
  readonly storeId: string
  /** The cart that asks: what it holds itself is told apart from what others hold. */
  readonly cartId: string
  readonly variantIds: readonly string[]
  readonly now: Date
}

export interface LockedLevel {
  /** As others leave it: `held` counts the living holds of other carts alone. */
  readonly level: StockLevel
  /** What this cart holds, lapsed or not. */
  readonly ownHold: number
}

/** How much is there of these variants, and of all others the cart holds? Locked in id order until
 *  the transaction ends; the levels are read by a statement of their own, begun after the last lock
 *  was had, so they contain whatever those who had it before have done. Holds grow only under this
 *  lock, so an answer of "enough" stays true. Lock the cart first. */
export async function lockStock(trx: Transaction, lock: StockLock): Promise<LockedLevel[]> {
  const { storeId, cartId, variantIds, now } = lock
  const isWanted = sql`
    variants.store_id = ${storeId}
    and (variants.id = any(${variantIds}::uuid[]) or variants.id in (
      select own.variant_id from stock_holds as own
       where own.store_id = ${storeId} and own.cart_id = ${cartId}
    ))`
  await sql`select from variants where ${isWanted} order by id for no key update`.execute(trx)
  const { rows } = await sql<StockLevel & { ownHold: number }>`
    select variants.id as variant_id, on_hand, reserved, track_inventory, allow_backorder,
      coalesce((
        select sum(hold.quantity) from stock_holds as hold
         where hold.store_id = variants.store_id and hold.variant_id = variants.id
           and hold.cart_id <> ${cartId} and hold.expires_at > ${now}
      ), 0)::int as held,
      coalesce((
        select hold.quantity from stock_holds as hold
         where hold.store_id = variants.store_id and hold.variant_id = variants.id
           and hold.cart_id = ${cartId}
      ), 0) as own_hold
    from variants where ${isWanted} order by id
  `.execute(trx)
  return rows.map(({ ownHold, ...level }) => ({ level, ownHold }))
}
