import type { Stripe } from 'stripe'

import type { SessionRecord } from '../state/records.ts'
import { chosenShipping, sessionTotals } from './session-totals.ts'

/** A checkout session as Stripe writes it; its page lives below `publicUrl` while it is open. */
export function presentSession(session: SessionRecord, publicUrl: string): Stripe.Checkout.Session {
  const { subtotal, shipping, total } = sessionTotals(session)
  return {
    id: session.id,
    object: 'checkout.session',
    ...UNUSED,
    allow_promotion_codes: session.echo.allowPromotionCodes,
    amount_subtotal: subtotal,
    amount_total: total,
    billing_address_collection: session.echo.billingAddressCollection,
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReferenceId,
    collected_information: presentCollected(session),
    created: session.created,
    currency: session.currency,
    customer_creation: session.echo.customerCreation ?? 'if_required',
    customer_details: presentBuyer(session),
    customer_email: session.customerEmail,
    expires_at: session.expiresAt,
    livemode: false,
    locale: session.echo.locale,
    metadata: session.metadata,
    mode: 'payment',
    payment_intent: session.paymentIntentId,
    payment_method_collection: 'if_required',
    payment_method_types: [...session.echo.paymentMethodTypes],
    payment_status: session.paymentStatus,
    phone_number_collection: { enabled: session.echo.phoneNumberCollection },
    shipping_address_collection:
      session.echo.shippingCountries === null
        ? null
        : { allowed_countries: [...session.echo.shippingCountries] },
    shipping_cost: presentShippingCost(session),
    shipping_options: session.shippingOptions.map(({ id, amount }) => ({
      shipping_amount: amount,
      shipping_rate: id,
    })),
    status: session.status,
    submit_type: session.echo.submitType,
    success_url: session.successUrl,
    total_details: { amount_discount: 0, amount_shipping: shipping, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: session.status === 'open' ? `${publicUrl}/checkout/pay/${session.id}` : null,
  }
}

/** The parts of a session that the sandbox has no use for, as Stripe writes them when unused. */
const UNUSED = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  client_secret: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer: null,
  customer_account: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: {
    enabled: false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: null,
      metadata: {},
      rendering_options: null,
    },
  },
  managed_payments: { enabled: false },
  origin_context: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  permissions: null,
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  subscription: null,
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>

function presentShippingCost(session: SessionRecord): Stripe.Checkout.Session.ShippingCost | null {
  const option = chosenShipping(session)
  if (option === null) return null
  const { id, amount } = option
  return { amount_subtotal: amount, amount_tax: 0, amount_total: amount, shipping_rate: id }
}

function presentBuyer(session: SessionRecord): Stripe.Checkout.Session.CustomerDetails | null {
  const email = session.buyer?.email ?? session.customerEmail
  if (email === null) return null
  return {
    address: session.buyer?.address ?? null,
    business_name: null,
    email,
    individual_name: null,
    name: session.buyer?.name ?? null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: session.buyer === null ? null : [],
  }
}

function presentCollected(
  session: SessionRecord,
): Stripe.Checkout.Session.CollectedInformation | null {
  if (session.buyer === null) return null
  const { name, address } = session.buyer
  return {
    business_name: null,
    individual_name: null,
    shipping_details: session.echo.shippingCountries === null ? null : { name, address },
  }
}
