import type { Transaction } from '../database.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'
import { releaseHolds } from './release-holds.ts'

export interface CheckoutClosing {
  readonly session: CheckoutSessionRow
  readonly status: 'expired' | 'failed'
  readonly newId: () => string
  readonly now: Date
}

/** Ends a locked checkout that nobody will pay any more: what it held is free and its cart can be
 *  checked out again. One that had ended before only has its end noted: what the cart holds by now
 *  belongs to a younger attempt. */
export async function closeCheckout(trx: Transaction, closing: CheckoutClosing): Promise<void> {
  const { session, status, newId, now } = closing
  const { storeId, cartId } = session
  if (!['creating', 'open', 'superseded'].includes(session.status)) return
  await trx
    .updateTable('checkoutSessions')
    .set({ status, url: null, updatedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', session.id)
    .execute()
  if (session.status === 'superseded') return
  await releaseHolds(trx, { storeId, cartId, reason: `checkout_${status}`, newId, now })
  await trx
    .updateTable('carts')
    .set({ status: 'open', updatedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', cartId)
    .where('status', '=', 'checkout')
    .execute()
}
