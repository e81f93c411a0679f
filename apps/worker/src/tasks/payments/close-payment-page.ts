import type { CheckoutSessionRow } from '@cartwright/db/queries/checkout-sessions'

import type { Runtime } from '../../runtime.ts'
import { findProviderSession } from './find-provider-session.ts'
import { settleWithProvider } from './settle-with-provider.ts'

/** Has the payment provider close a session, then settles it as whatever it turned out to be. */
export async function closePaymentPage(
  runtime: Runtime,
  session: CheckoutSessionRow,
): Promise<void> {
  const providerSessionId = await findProviderSession(runtime, session)
  if (providerSessionId === null) return
  await runtime.gateway.expireCheckoutSession(session.accountId, providerSessionId)
  await settleWithProvider(runtime, session, providerSessionId)
}
