import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { releaseHolds } from './release-holds.ts'

const BATCH = 200

export interface CartExpiry {
  readonly newId: () => string
  readonly now: Date
}

/** Clears away carts whose time is over: deleted, or only marked when a checkout still refers to
 *  them. One that is being paid for stays until that is decided. Answers how many were cleared away;
 *  0 when none is left that nobody is using. */
export async function expireCarts(trx: Transaction, { newId, now }: CartExpiry): Promise<number> {
  const { rows: carts } = await sql<{ storeId: string; id: string }>`
    select store_id, id from carts
     where status in ('open', 'checkout') and expires_at <= ${now}
       and not exists (
         select from checkout_sessions as living
          where living.store_id = carts.store_id and living.cart_id = carts.id
            and living.status in ('creating', 'open')
       )
     order by expires_at limit ${sql.lit(BATCH)}
       for update skip locked
  `.execute(trx)
  if (carts.length === 0) return 0
  const storeIds = carts.map((cart) => cart.storeId)
  const ids = carts.map((cart) => cart.id)
  const holding = await sql<{ storeId: string; cartId: string }>`
    select distinct hold.store_id, hold.cart_id from stock_holds as hold
      join unnest(${storeIds}::uuid[], ${ids}::text[]) as expired (store_id, id)
        on hold.store_id = expired.store_id and hold.cart_id = expired.id
  `.execute(trx)
  for (const cart of holding.rows) {
    await releaseHolds(trx, { ...cart, reason: 'cart_expired', newId, now })
  }
  await sql`
    with expired as (
      select * from unnest(${storeIds}::uuid[], ${ids}::text[]) as expired (store_id, id)
    ), used as (
      update carts set status = 'expired', updated_at = ${now}
        from expired
       where carts.store_id = expired.store_id and carts.id = expired.id and exists (
         select from checkout_sessions as past
          where past.store_id = carts.store_id and past.cart_id = carts.id
       )
    )
    delete from carts using expired
     where carts.store_id = expired.store_id and carts.id = expired.id and not exists (
       select from checkout_sessions as past
        where past.store_id = carts.store_id and past.cart_id = carts.id
     )
  `.execute(trx)
  return carts.length
}
