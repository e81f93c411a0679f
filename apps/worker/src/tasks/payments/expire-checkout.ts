import { findCheckout } from '@cartwright/db/queries/checkout-sessions'

import type { Runtime } from '../../runtime.ts'
import { defineTask } from '../../task.ts'
import { closePaymentPage } from './close-payment-page.ts'

/** Sees to it that a superseded session is not paid any more; one that was paid in the meantime
 *  becomes the cart's order, or goes back when the cart has one. */
export const expireCheckout = defineTask({
  name: 'expire-checkout',
  async run({ storeId, checkoutSessionId }, runtime: Runtime) {
    const checkout = await findCheckout(runtime.db, storeId, checkoutSessionId)
    if (checkout?.session.status !== 'superseded') return
    await closePaymentPage(runtime, checkout.session)
  },
})
