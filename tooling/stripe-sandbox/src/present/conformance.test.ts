import { expect, test } from 'vitest'

import type { OpenSandbox } from '../testing/open-sandbox.ts'
import { openSandbox } from '../testing/open-sandbox.ts'
import fixtures from '../testing/stripe-fixtures.json' with { type: 'json' }

type Json = Record<string, unknown>

/** What differs between a resource and its fixture: a field that is missing or of another type. */
function differences(resource: unknown, fixture: unknown, path = ''): string[] {
  if (fixture === null || resource === null) {
    return resource === null && fixture !== null ? [`${path} is null`] : []
  }
  const [have, want] = [jsonType(resource), jsonType(fixture)]
  if (have !== want) return [`${path} is ${have}, not ${want}`]
  if (want !== 'object') return []
  return Object.entries(fixture as Json).flatMap(([name, value]) => {
    const field = (resource as Json)[name]
    const at = path === '' ? name : `${path}.${name}`
    return field === undefined ? [`${at} is missing`] : differences(field, value, at)
  })
}

function jsonType(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}
/** What Stripe's types allow to be null although the fixture shows a value. */
const NULLABLE: Readonly<Record<string, readonly string[]>> = {
  account: [
    'business_profile.annual_revenue',
    'business_profile.support_address',
    'email',
    'requirements.disabled_reason',
  ],
  balance_transaction: ['description'],
  charge: [
    'balance_transaction',
    'description',
    'payment_method_details.card.installments',
    'payment_method_details.card.three_d_secure',
    'payment_method_details.card.wallet',
    'receipt_url',
    'shipping',
    'source',
    'transfer_data',
  ],
  'checkout.session': [
    'after_expiration',
    'automatic_tax.liability',
    'collected_information',
    'collected_information.shipping_details',
    'consent',
    'consent_collection',
    'currency_conversion',
    'custom_text.after_submit',
    'custom_text.shipping_address',
    'custom_text.submit',
    'custom_text.terms_of_service_acceptance',
    'customer_details',
    'invoice_creation.invoice_data.issuer',
    'invoice_creation.invoice_data.rendering_options',
    'payment_intent',
    'payment_method_configuration_details',
    'permissions',
    'saved_payment_method_options',
    'shipping_address_collection',
    'url',
    'wallet_options',
  ],
  item: [
    'adjustable_quantity',
    'price.custom_unit_amount',
    'price.recurring',
    'price.transform_quantity',
  ],
  payment_intent: [
    'automatic_payment_methods',
    'canceled_at',
    'last_payment_error',
    'managed_payments',
    'next_action',
    'payment_method_configuration_details',
    'processing',
    'shipping',
    'transfer_data',
  ],
}

test('every resource has all fields of Stripe’s own fixture, with their types', async () => {
  await using open = await openSandbox()
  const resources = await everyResource(open)
  expect(Object.keys(resources).sort()).toEqual(Object.keys(fixtures.resources).sort())
  for (const [name, fixture] of Object.entries(fixtures.resources)) {
    const allowed = (NULLABLE[name] ?? []).map((path) => `${path} is null`)
    const found = resources[name]?.flatMap((resource) => differences(resource, fixture))
    expect({ name, found: found?.filter((difference) => !allowed.includes(difference)) }).toEqual({
      name,
      found: [],
    })
  }
})

test('the comparison itself sees what is missing and what has another type', () => {
  expect(differences({ a: 1, b: null, c: [] }, { a: 'x', b: true, c: {}, d: null })).toEqual([
    'a is number, not string',
    'b is null',
    'c is array, not object',
    'd is missing',
  ])
})

/** Every resource in the states that differ most, as it travels on the wire. */
async function everyResource(open: OpenSandbox): Promise<Record<string, readonly unknown[]>> {
  const { sandbox, stripe, control } = open
  const fresh = await stripe.accounts.create({ country: 'GB', type: 'express' })
  const link = await stripe.accountLinks.create({
    account: fresh.id,
    type: 'account_onboarding',
    refresh_url: 'https://shop.example/refresh',
    return_url: 'https://shop.example/return',
  })
  const merchant = await open.merchant()
  const unpaid = await open.session(merchant)
  const { id } = await open.session(merchant, { customer_email: 'ada@example.com' })
  await control(`checkout/sessions/${id}/pay`, { outcome: 'decline' })
  const declined = await wire(open, merchant, 'payment_intents')
  await control(`checkout/sessions/${id}/pay`)
  const paid = await wire(open, merchant, 'payment_intents')
  const intentId = String(paid[0]?.['id'])
  await stripe.refunds.create(
    { payment_intent: intentId, amount: 100 },
    { stripeAccount: merchant },
  )
  await control('disputes', { payment_intent: intentId })
  const resources = {
    account: await wire(open, null, 'accounts'),
    account_link: [link],
    login_link: [await stripe.accounts.createLoginLink(merchant)],
    'checkout.session': [unpaid, ...(await wire(open, merchant, 'checkout/sessions'))],
    item: await wire(open, merchant, `checkout/sessions/${id}/line_items`),
    payment_intent: [...declined, ...paid],
    charge: await wire(open, merchant, 'charges'),
    refund: await wire(open, merchant, 'refunds'),
    dispute: await wire(open, merchant, 'disputes'),
    balance_transaction: await wire(open, merchant, 'balance_transactions'),
    balance: [await get(sandbox.url, merchant, 'balance')],
    event: await wire(open, merchant, 'events'),
  }
  expect(Object.values(resources).filter((list) => list.length === 0)).toEqual([])
  return resources
}

async function wire(
  open: OpenSandbox,
  account: string | null,
  path: string,
): Promise<readonly Json[]> {
  const { data } = await get(open.sandbox.url, account, path)
  return Array.isArray(data) ? data : []
}

async function get(url: string, account: string | null, path: string): Promise<Json> {
  const response = await fetch(`${url}/v1/${path}`, {
    headers: {
      authorization: 'Bearer sk_test_0123456789',
      ...(account === null ? {} : { 'stripe-account': account }),
    },
  })
  return (await response.json()) as Json
}
