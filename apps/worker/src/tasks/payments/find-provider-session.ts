import type { CheckoutSessionRow } from '@cartwright/db/queries/checkout-sessions'
import { abandonCheckout } from '@cartwright/db/transactions/abandon-checkout'
import { recordCheckoutSession } from '@cartwright/db/transactions/record-checkout-session'
import { checkoutRequest } from '@cartwright/domain/orders/checkout-request'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'

import type { Runtime } from '../../runtime.ts'

/** Under which id does the payment provider know this checkout? One whose answer was lost is asked
 *  for again with the same key, which finds what was made then. Null when it was never made and now
 *  cannot be; then the checkout has ended. */
export async function findProviderSession(
  runtime: Runtime,
  session: CheckoutSessionRow,
): Promise<string | null> {
  if (session.providerSessionId !== null) return session.providerSessionId
  const { db, gateway, ids, clock } = runtime
  const { storeId, id: checkoutSessionId } = session
  const request = checkoutRequest({ ...session, expiresAt: session.expiresAt.getTime() })
  if (!request.ok) throw new Error(`Checkout ${checkoutSessionId} cannot be charged`)
  const now = new Date(clock.now())
  try {
    const { id, url } = await gateway.createCheckoutSession(request.value)
    await recordCheckoutSession(db, { storeId, checkoutSessionId, providerSessionId: id, url, now })
    return id
  } catch (error) {
    const isDefinite = error instanceof GatewayError && error.retry !== 'same_key'
    if (!isDefinite) throw error
    const ending = { storeId, checkoutSessionId, status: 'failed' as const }
    await abandonCheckout(db, { ...ending, newId: ids.uuidv7, now })
    return null
  }
}
