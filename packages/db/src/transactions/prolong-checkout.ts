import type { Transaction } from '../database.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'
import { holdStock } from './hold-stock.ts'

/** How much longer what was ordered is kept while a bank transfer or debit is on its way. */
const WAIT_MS = 24 * 3_600_000

/** The provider is asked again once the wait is over; until it answers, nobody else gets the goods. */
const SLACK_MS = 5 * 60_000

interface Prolonging {
  readonly providerSessionId: string
  readonly newId: () => string
  readonly now: Date
}

/** Notes that a locked checkout was completed with a payment that takes days: what it holds is kept
 *  for another day, and the provider is asked again then, should it say nothing before. A hold that
 *  lapsed meanwhile is taken again, unless others have what it held. A checkout that ended before
 *  holds nothing: what its cart holds by now is a younger attempt's. */
export async function prolongCheckout(
  trx: Transaction,
  { storeId, id, cartId, status, draft }: CheckoutSessionRow,
  { providerSessionId, newId, now }: Prolonging,
): Promise<void> {
  const until = new Date(now.getTime() + WAIT_MS)
  await trx
    .updateTable('checkoutSessions')
    .set({ providerSessionId, url: null, expiresAt: until, updatedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .execute()
  if (status !== 'creating' && status !== 'open') return
  const expiresAt = new Date(until.getTime() + SLACK_MS)
  // Falling short is no failure yet: whether there is enough is decided when the money has come.
  await holdStock(trx, { storeId, cartId, lines: draft.lines, expiresAt, newId, now })
}
