import { findCheckout } from '@cartwright/db/queries/checkout-sessions'

import { defineTask } from '../../task.ts'
import { closePaymentPage } from './close-payment-page.ts'
import { settleWithProvider } from './settle-with-provider.ts'

/** Asks what became of a session nobody told us the end of. One that is still open although its
 *  time is over, or was never shown to its buyer, is closed. */
export const reconcileCheckout = defineTask({
  name: 'reconcile-checkout',
  async run({ storeId, checkoutSessionId }, runtime) {
    const checkout = await findCheckout(runtime.db, storeId, checkoutSessionId)
    if (checkout === null) return
    const { session } = checkout
    if (!['creating', 'open', 'superseded'].includes(session.status)) return
    if (session.status !== 'creating' && session.providerSessionId !== null) {
      const settled = await settleWithProvider(runtime, session, session.providerSessionId)
      const isOpen = settled?.kind === 'waiting' && settled.reason === 'open'
      if (!isOpen || session.expiresAt.getTime() > runtime.clock.now()) return
    }
    await closePaymentPage(runtime, session)
  },
})
