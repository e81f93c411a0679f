import type { Stripe } from 'stripe'

import type { PaymentIntentRecord } from '../state/records.ts'

/** A payment intent as Stripe writes it. */
export function presentPaymentIntent(intent: PaymentIntentRecord): Stripe.PaymentIntent {
  return {
    id: intent.id,
    object: 'payment_intent',
    ...UNUSED,
    amount: intent.amount,
    amount_received: intent.status === 'succeeded' ? intent.amount : 0,
    application_fee_amount: intent.settings.applicationFeeAmount,
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    client_secret: intent.clientSecret,
    created: intent.created,
    currency: intent.currency,
    description: intent.settings.description,
    last_payment_error: presentFailure(intent),
    latest_charge: intent.latestChargeId,
    metadata: intent.settings.metadata,
    payment_method: intent.status === 'requires_payment_method' ? null : intent.paymentMethodId,
    payment_method_types: [intent.method],
    receipt_email: intent.settings.receiptEmail,
    statement_descriptor: intent.settings.statementDescriptor,
    status: intent.status,
  }
}

const UNUSED = {
  allowed_payment_method_types: null,
  amount_capturable: 0,
  amount_details: { tip: {} },
  application: null,
  automatic_payment_methods: null,
  capture_method: 'automatic',
  confirmation_method: 'automatic',
  customer: null,
  customer_account: null,
  excluded_payment_method_types: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_record: null,
  processing: null,
  review: null,
  setup_future_usage: null,
  shipping: null,
  source: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Stripe.PaymentIntent>

function presentFailure(intent: PaymentIntentRecord): Stripe.PaymentIntent.LastPaymentError | null {
  if (intent.failure === null) return null
  const { code, message } = intent.failure
  return {
    ...(intent.latestChargeId === null ? {} : { charge: intent.latestChargeId }),
    code,
    ...(code === 'card_declined' ? { decline_code: 'generic_decline' } : {}),
    doc_url: `https://stripe.com/docs/error-codes/${code}`,
    message,
    payment_method_type: intent.method,
    type: intent.method === 'card' ? 'card_error' : 'invalid_request_error',
  }
}
