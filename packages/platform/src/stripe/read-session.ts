import type { Stripe } from 'stripe'

import { GatewayError } from './gateway-error.ts'
import type { CheckoutSession } from './payment-gateway.ts'

const unexpected = (field: string): GatewayError =>
  new GatewayError({
    kind: 'unavailable',
    code: 'unexpected_answer',
    retry: 'same_key',
    message: `Stripe answered a checkout session without a usable ${field}`,
  })

const readStatus = (status: string | null): CheckoutSession['status'] => {
  if (status === 'open' || status === 'complete' || status === 'expired') return status
  throw unexpected('status')
}

const readPaymentStatus = (status: string): CheckoutSession['paymentStatus'] => {
  if (status === 'paid' || status === 'unpaid' || status === 'no_payment_required') return status
  throw unexpected('payment_status')
}

/** Stripe's session in our words. */
export const readSession = (session: Stripe.Checkout.Session): CheckoutSession => {
  if (session.amount_total === null) throw unexpected('amount_total')
  if (session.currency === null) throw unexpected('currency')
  const intent = session.payment_intent
  return {
    id: session.id,
    url: session.url,
    status: readStatus(session.status),
    paymentStatus: readPaymentStatus(session.payment_status),
    amountTotal: session.amount_total,
    currency: session.currency.toUpperCase(),
    paymentIntentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    expiresAt: session.expires_at * 1000,
    metadata: { ...session.metadata },
    customerEmail: session.customer_details?.email ?? session.customer_email,
    clientReferenceId: session.client_reference_id,
  }
}
