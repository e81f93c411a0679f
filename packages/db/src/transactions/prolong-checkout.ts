import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'

/** How much longer what was ordered is kept while a bank transfer or debit is on its way. */
const WAIT_MS = 24 * 3_600_000

/** Notes that a locked checkout was completed with a payment that takes days: what it holds is kept
 *  for another day, and the provider is asked again then, should it say nothing before. */
export async function prolongCheckout(
  trx: Transaction,
  { storeId, id, cartId, status }: CheckoutSessionRow,
  { providerSessionId, now }: { readonly providerSessionId: string; readonly now: Date },
): Promise<void> {
  const until = new Date(now.getTime() + WAIT_MS)
  await trx
    .updateTable('checkoutSessions')
    .set({ providerSessionId, url: null, expiresAt: until, updatedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .execute()
  if (status === 'superseded') return
  await trx
    .updateTable('stockHolds')
    .set({ expiresAt: sql<Date>`greatest(expires_at, ${until})` })
    .where('storeId', '=', storeId)
    .where('cartId', '=', cartId)
    .execute()
}
