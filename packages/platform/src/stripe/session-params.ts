import type { Stripe } from 'stripe'

import { checkoutLines } from './checkout-lines.ts'
import type { CheckoutLine, CreateCheckoutSession } from './payment-gateway.ts'

type LineItem = Stripe.Checkout.SessionCreateParams.LineItem

const lineItem = (line: CheckoutLine, currency: string): LineItem => ({
  quantity: 1,
  price_data: {
    currency,
    unit_amount: line.amount,
    product_data: {
      name: line.name,
      ...(line.description ? { description: line.description } : {}),
      ...(line.imageUrl === undefined ? {} : { images: [line.imageUrl] }),
    },
  },
})

/** Our session in Stripe's words. Shipping is a shipping option, so reports show it as such. */
export const sessionParams = (
  input: CreateCheckoutSession,
): Stripe.Checkout.SessionCreateParams => {
  const currency = input.currency.toLowerCase()
  const lines = checkoutLines(input)
  return {
    mode: 'payment',
    line_items: lines.map((line) => lineItem(line, currency)),
    ...(input.shipping === null
      ? {}
      : {
          shipping_options: [
            {
              shipping_rate_data: {
                type: 'fixed_amount',
                display_name: input.shipping.name.slice(0, 100) || 'Shipping',
                fixed_amount: { amount: input.shipping.amount, currency },
              },
            },
          ],
        }),
    customer_email: input.customerEmail,
    success_url: input.successUrl,
    cancel_url: input.cancelUrl,
    expires_at: Math.floor(input.expiresAt / 1000),
    client_reference_id: input.clientReferenceId,
    metadata: { ...input.metadata },
    // A free order has no payment to carry the marks of.
    ...(input.expectedTotal === 0
      ? {}
      : { payment_intent_data: { metadata: { ...input.metadata } } }),
  }
}
