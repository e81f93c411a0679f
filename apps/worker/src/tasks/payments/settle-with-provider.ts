import type { CheckoutSessionRow } from '@cartwright/db/queries/checkout-sessions'
import { settleCheckout } from '@cartwright/db/transactions/settle-checkout'
import type { Settlement } from '@cartwright/db/transactions/settlement'
import { createTrackingToken } from '@cartwright/platform/crypto/tracking-token'

import type { Runtime } from '../../runtime.ts'

/** Asks the payment provider what became of a session and makes that of its checkout: an order, a
 *  refund, a cart that is open again, or nothing yet. */
export async function settleWithProvider(
  { db, gateway, ids, clock }: Runtime,
  session: CheckoutSessionRow,
  providerSessionId: string,
): Promise<Settlement | null> {
  const { storeId, accountId } = session
  const asked = await gateway.retrieveCheckoutSession(accountId, providerSessionId)
  return settleCheckout(db, {
    storeId,
    checkoutSessionId: session.id,
    accountId,
    session: asked,
    newId: ids.uuidv7,
    randomHex: ids.randomHex,
    trackingToken: createTrackingToken(storeId),
    now: new Date(clock.now()),
  })
}
