import { confirmCheckoutSession } from './confirm-checkout-session.ts'
import { createCheckoutSession } from './create-checkout-session.ts'

/** Part of `storefront`. */
export const storefrontCheckout = { createCheckoutSession, confirmCheckoutSession }
