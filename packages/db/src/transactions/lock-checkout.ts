import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { type CheckoutOfStore, readCheckout, selectCheckout } from '../queries/checkout-sessions.ts'

/** The checkout session, with nobody else able to change it, its cart or the cart's holds until the
 *  transaction ends. Null when the store has no such session. It is read after the lock was had, so
 *  it is what the last one to have it left behind. */
export async function lockCheckout(
  trx: Transaction,
  storeId: string,
  checkoutSessionId: string,
): Promise<CheckoutOfStore | null> {
  await sql`
    select from carts
     where store_id = ${storeId} and id = (
       select cart_id from checkout_sessions
        where store_id = ${storeId} and id = ${checkoutSessionId}
     )
       for update
  `.execute(trx)
  const row = await selectCheckout(trx, storeId)
    .where('checkoutSessions.id', '=', checkoutSessionId)
    .forUpdate('checkoutSessions')
    .executeTakeFirst()
  return row === undefined ? null : readCheckout(row)
}
