import type { Stripe } from 'stripe'

import type { ChargeRecord, RefundRecord } from '../state/records.ts'
import type { Tables } from '../state/tables.ts'
import { presentRefund } from './refund.ts'

/** A charge as Stripe writes it, its refunds (newest first) inside. */
export function presentCharge(charge: ChargeRecord, tables: Tables): Stripe.Charge {
  const { email, name, address } = charge.buyer
  return {
    id: charge.id,
    object: 'charge',
    ...UNUSED,
    amount: charge.amount,
    amount_captured: charge.status === 'succeeded' ? charge.amount : 0,
    amount_refunded: charge.amountRefunded,
    application_fee: charge.applicationFeeId,
    application_fee_amount: charge.settings.applicationFeeAmount,
    balance_transaction: charge.balanceTransactionId,
    billing_details: { address, email, name, phone: null, tax_id: null },
    captured: charge.status === 'succeeded',
    created: charge.created,
    currency: charge.currency,
    description: charge.settings.description,
    disputed: charge.disputed,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    metadata: charge.settings.metadata,
    outcome: presentOutcome(charge),
    paid: charge.status === 'succeeded',
    payment_intent: charge.paymentIntentId,
    payment_method: charge.paymentMethodId,
    payment_method_details: presentMethod(charge),
    receipt_email: charge.settings.receiptEmail,
    refunded: charge.amountRefunded === charge.amount,
    refunds: {
      object: 'list',
      data: refundsOf(charge, tables).map(presentRefund),
      has_more: false,
      url: `/v1/charges/${charge.id}/refunds`,
    },
    statement_descriptor: charge.settings.statementDescriptor,
    status: charge.status,
  }
}

const UNUSED = {
  application: null,
  calculated_statement_descriptor: 'SANDBOX',
  customer: null,
  failure_balance_transaction: null,
  fraud_details: {},
  livemode: false,
  on_behalf_of: null,
  receipt_number: null,
  receipt_url: null,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
  transfer_group: null,
} satisfies Partial<Stripe.Charge>

function refundsOf(charge: ChargeRecord, tables: Tables): readonly RefundRecord[] {
  return charge.refundIds
    .map((id) => tables.refund.get(id))
    .filter((refund) => refund !== undefined)
    .toReversed()
}

function presentOutcome(charge: ChargeRecord): Stripe.Charge.Outcome {
  const declined = charge.status === 'failed'
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: declined ? 'declined_by_network' : 'approved_by_network',
    reason: declined ? 'generic_decline' : null,
    risk_level: 'normal',
    seller_message: declined ? 'The bank declined the payment.' : 'Payment complete.',
    type: declined ? 'issuer_declined' : 'authorized',
  }
}

function presentMethod(charge: ChargeRecord): Stripe.Charge.PaymentMethodDetails {
  if (charge.method === 'bacs_debit') {
    return {
      bacs_debit: {
        fingerprint: 'sandboxBankAcct1',
        last4: '2345',
        mandate: null,
        sort_code: '108800',
      },
      type: 'bacs_debit',
    }
  }
  return { card: presentCard(charge), type: 'card' }
}

function presentCard(charge: ChargeRecord): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: charge.amount,
    authorization_code: null,
    brand: 'visa',
    checks: { address_line1_check: null, address_postal_code_check: 'pass', cvc_check: 'pass' },
    country: 'GB',
    electronic_commerce_indicator: null,
    exp_month: 12,
    exp_year: 2040,
    extended_authorization: { status: 'disabled' },
    fingerprint: 'sandboxCardFingr',
    funding: 'credit',
    incremental_authorization: { status: 'unavailable' },
    installments: null,
    last4: charge.status === 'failed' ? '0002' : '4242',
    mandate: null,
    multicapture: { status: 'unavailable' },
    network: 'visa',
    network_token: { used: false },
    network_transaction_id: null,
    overcapture: { maximum_amount_capturable: charge.amount, status: 'unavailable' },
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  }
}
