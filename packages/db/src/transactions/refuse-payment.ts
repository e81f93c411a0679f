import type { Transaction } from '../database.ts'
import type { CheckoutOfStore } from '../queries/checkout-sessions.ts'
import { raiseIssue } from '../queries/issues.ts'
import { enqueue } from '../queue.ts'
import { releaseHolds } from './release-holds.ts'
import type { SettleCheckout } from './settlement.ts'

export interface PaymentRefusal {
  readonly kind: 'paid_out_of_stock' | 'payment_mismatch' | 'paid_twice'
  readonly title: string
  readonly detail: string
}

/** Ends a locked checkout that was paid but cannot become an order: the money goes back by a job,
 *  the operators are told, and the cart is free again unless it became another order. */
export async function refusePayment(
  trx: Transaction,
  { session, cartStatus }: CheckoutOfStore,
  { facts, refusal }: { readonly facts: SettleCheckout; readonly refusal: PaymentRefusal },
): Promise<void> {
  const { newId, now } = facts
  const { storeId, cartId, id } = session
  await trx
    .updateTable('checkoutSessions')
    .set({ status: 'refunded', providerSessionId: facts.session.id, url: null, updatedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .execute()
  const isLiving = session.status === 'creating' || session.status === 'open'
  if (isLiving && cartStatus !== 'completed') {
    await releaseHolds(trx, { storeId, cartId, reason: 'checkout_refunded', newId, now })
    await trx
      .updateTable('carts')
      .set({ status: 'open', updatedAt: now })
      .where('storeId', '=', storeId)
      .where('id', '=', cartId)
      .where('status', '=', 'checkout')
      .execute()
  }
  await raiseIssue(trx, {
    ...refusal,
    storeId,
    id: newId(),
    severity: 'critical',
    subject: { type: 'checkout_session', id },
    now,
  })
  if (facts.session.paymentStatus === 'no_payment_required') return
  const payload = { storeId, checkoutSessionId: id }
  await enqueue(trx, {
    name: 'refund-unplaced-checkout',
    payload,
    key: `refund-unplaced-checkout:${id}`,
  })
}
