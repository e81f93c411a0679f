import type { Transaction } from '../database.ts'
import { enqueue } from '../queue.ts'
import { releaseHolds } from './release-holds.ts'

export interface CheckoutSupersession {
  readonly storeId: string
  readonly cartId: string
  readonly now: Date
  readonly newId: () => string
}

/** Ends a cart's living checkout because what it is for has changed: the session counts no more,
 *  what it held is free again, and the provider is told by a job. The caller holds the cart's lock
 *  and sets the cart's status. */
export async function supersedeCheckout(
  trx: Transaction,
  { storeId, cartId, now, newId }: CheckoutSupersession,
): Promise<void> {
  const superseded = await trx
    .updateTable('checkoutSessions')
    .set({ status: 'superseded', updatedAt: now })
    .where('storeId', '=', storeId)
    .where('cartId', '=', cartId)
    .where('status', 'in', ['creating', 'open'])
    .returning('id')
    .execute()
  await releaseHolds(trx, { storeId, cartId, reason: 'cart_changed', now, newId })
  for (const { id } of superseded) {
    const payload = { storeId, checkoutSessionId: id }
    await enqueue(trx, { name: 'expire-checkout', payload, key: `expire-checkout:${id}` })
  }
}
