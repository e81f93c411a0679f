import { presentSession } from '../present/checkout-session.ts'
import { sessionTotals } from '../present/session-totals.ts'
import { newId } from '../state/new-id.ts'
import type { PaymentSettings, SessionEcho, SessionRecord } from '../state/records.ts'
import type { Params } from '../wire/params.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import type { ApiCall, ApiRoute } from './api-route.ts'
import { readPricedLines } from './read-line-items.ts'

const SHORTEST_LIFE_S = 30 * 60
const LONGEST_LIFE_S = 24 * 60 * 60
/** The caller's clock is read before the request travels, so its 30 minutes arrive a little short. */
const CLOCK_TOLERANCE_S = 10

const PARAMS = [
  'allow_promotion_codes',
  'billing_address_collection',
  'cancel_url',
  'client_reference_id',
  'currency',
  'customer_creation',
  'customer_email',
  'expand',
  'expires_at',
  'line_items',
  'locale',
  'metadata',
  'mode',
  'payment_intent_data',
  'payment_method_options',
  'payment_method_types',
  'phone_number_collection',
  'shipping_address_collection',
  'shipping_options',
  'submit_type',
  'success_url',
  'ui_mode',
]

export const createSession: ApiRoute = {
  method: 'POST',
  path: '/v1/checkout/sessions',
  handle: (call) => {
    const { change, params, account } = call
    params.only(PARAMS)
    requireHostedPayment(params)
    const { currency, lines, shippingOptions } = readPricedLines(params)
    const session: SessionRecord = {
      id: newId('cs_test', 58),
      account,
      created: change.nowS,
      expiresAt: readExpiry(call),
      status: 'open',
      paymentStatus: 'unpaid',
      currency,
      lines,
      shippingOptions,
      chosenShippingId: shippingOptions[0]?.id ?? null,
      successUrl: requiredUrl(params, 'success_url'),
      cancelUrl: params.url('cancel_url'),
      clientReferenceId: params.text('client_reference_id', 200),
      customerEmail: readEmail(params),
      metadata: params.metadata(),
      payment: readPaymentSettings(params, account),
      echo: readEcho(params),
      paymentIntentId: null,
      buyer: null,
      settlement: null,
    }
    refuseFeeAboveTotal(session)
    refuseBeforeOnboarding(call)
    change.put('session', session)
    return presentSession(session, change.publicUrl)
  },
}

function requireHostedPayment(params: Params): void {
  const mode = params.requiredText('mode')
  if (mode !== 'payment') {
    throw new StripeFault(`The sandbox speaks only mode "payment", not "${mode}".`, {
      param: 'mode',
    })
  }
  params.choice('ui_mode', ['hosted', 'hosted_page'])
}

function requiredUrl(params: Params, name: string): string {
  params.requiredText(name)
  return params.url(name) ?? ''
}

function readExpiry({ params, arrivedAtMs }: ApiCall): number {
  const arrivedAtS = Math.floor(arrivedAtMs / 1000)
  const expiresAt = params.integer('expires_at')
  if (expiresAt === null) return arrivedAtS + LONGEST_LIFE_S
  if (expiresAt < arrivedAtS + SHORTEST_LIFE_S - CLOCK_TOLERANCE_S) {
    throw new StripeFault(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      { param: 'expires_at' },
    )
  }
  if (expiresAt > arrivedAtS + LONGEST_LIFE_S + CLOCK_TOLERANCE_S) {
    throw new StripeFault(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      { param: 'expires_at' },
    )
  }
  return expiresAt
}

function readEmail(params: Params): string | null {
  const email = params.text('customer_email', 800)
  if (email === null || /^[^\s@]+@[^\s@]+$/.test(email)) return email
  throw new StripeFault(`Invalid email address: ${email}`, {
    code: 'email_invalid',
    param: 'customer_email',
  })
}

function readPaymentSettings(params: Params, account: string | null): PaymentSettings {
  const data = params.group('payment_intent_data')
  data?.only([
    'application_fee_amount',
    'capture_method',
    'description',
    'metadata',
    'receipt_email',
    'statement_descriptor',
  ])
  data?.choice('capture_method', ['automatic', 'automatic_async'])
  const applicationFeeAmount = data?.integer('application_fee_amount', { min: 0 }) ?? null
  if (applicationFeeAmount !== null && account === null) {
    throw new StripeFault('An application fee needs a connected account to be taken from.', {
      param: 'payment_intent_data[application_fee_amount]',
    })
  }
  return {
    metadata: data?.metadata() ?? {},
    description: data?.text('description', 1000) ?? null,
    receiptEmail: data?.text('receipt_email', 800) ?? null,
    statementDescriptor: data?.text('statement_descriptor', 22) ?? null,
    applicationFeeAmount,
  }
}

function readEcho(params: Params): SessionEcho {
  const types = params.texts('payment_method_types')
  return {
    locale: params.text('locale', 10),
    submitType: params.text('submit_type', 20),
    billingAddressCollection: params.choice('billing_address_collection', ['auto', 'required']),
    customerCreation: params.choice('customer_creation', ['always', 'if_required']),
    allowPromotionCodes: params.flag('allow_promotion_codes'),
    phoneNumberCollection: params.group('phone_number_collection')?.flag('enabled') ?? false,
    shippingCountries:
      params.group('shipping_address_collection')?.texts('allowed_countries') ?? null,
    paymentMethodTypes: types.length > 0 ? types : ['card', 'bacs_debit'],
  }
}

function refuseFeeAboveTotal(session: SessionRecord): void {
  if ((session.payment.applicationFeeAmount ?? 0) <= sessionTotals(session).total) return
  throw new StripeFault('The application fee cannot be greater than the total.', {
    param: 'payment_intent_data[application_fee_amount]',
  })
}

function refuseBeforeOnboarding({ change, account }: ApiCall): void {
  if (account === null || change.tables.account.get(account)?.onboarded === true) return
  throw new StripeFault(
    `Account ${account} cannot take payments before its onboarding is complete (charges_enabled is false).`,
    { kept: true },
  )
}
