import type { Stripe } from 'stripe'
import { expect, test } from 'vitest'

import { openSandbox } from '../testing/open-sandbox.ts'

test('a session adds lines and shipping up exactly and is read back the same', async () => {
  await using open = await openSandbox()
  const { stripe, merchant, session } = open
  const stripeAccount = await merchant()
  const created = await session(stripeAccount, {
    client_reference_id: 'cart_1',
    customer_email: 'ada@example.com',
    metadata: { cartId: 'cart_1', note: 'ü & = [x]' },
    payment_intent_data: { metadata: { order: '7' } },
  })
  expect(created).toMatchObject({
    amount_subtotal: 1998,
    amount_total: 2348,
    total_details: { amount_shipping: 350, amount_discount: 0, amount_tax: 0 },
    currency: 'gbp',
    status: 'open',
    payment_status: 'unpaid',
    payment_intent: null,
    client_reference_id: 'cart_1',
    customer_email: 'ada@example.com',
    metadata: { cartId: 'cart_1', note: 'ü & = [x]' },
  })
  expect(created.url).toBe(`${open.sandbox.url}/checkout/pay/${created.id}`)
  expect(created.expires_at - created.created).toBe(24 * 60 * 60)
  const read = await stripe.checkout.sessions.retrieve(created.id, {}, { stripeAccount })
  expect(read).toEqual(created)
  const lines = await stripe.checkout.sessions.listLineItems(created.id, {}, { stripeAccount })
  expect(lines.data).toMatchObject([{ description: 'Mug', quantity: 2, amount_total: 1998 }])
})

test('a session of another account, and of the platform, does not exist', async () => {
  await using open = await openSandbox()
  const { stripe, merchant, session } = open
  const [owner, other] = [await merchant(), await merchant()]
  const { id } = await session(owner)
  const missing = { statusCode: 404, code: 'resource_missing', type: 'StripeInvalidRequestError' }
  const { sessions } = stripe.checkout
  await expect(sessions.retrieve(id, {}, { stripeAccount: other })).rejects.toMatchObject(missing)
  await expect(sessions.retrieve(id)).rejects.toMatchObject(missing)
  await expect(sessions.expire(id, {}, { stripeAccount: other })).rejects.toMatchObject(missing)
  expect((await sessions.list({}, { stripeAccount: other })).data).toEqual([])
  expect((await sessions.list({}, { stripeAccount: owner })).data).toHaveLength(1)
})

test.each([
  ['no success_url', { success_url: '' }, 'success_url'],
  ['a success_url that is a script', { success_url: 'javascript:alert(1)' }, 'success_url'],
  ['mode subscription', { mode: 'subscription' as const }, 'mode'],
  ['no line items', { line_items: [] }, 'line_items'],
  ['expiry in 20 minutes', { expires_at: now() + 20 * 60 }, 'expires_at'],
  ['expiry in 25 hours', { expires_at: now() + 25 * 60 * 60 }, 'expires_at'],
  ['an e-mail that is none', { customer_email: 'ada' }, 'customer_email'],
  ['a discount, which it does not speak', { discounts: [{ coupon: 'x' }] }, 'discounts'],
  ['a fraction', { line_items: [line({ unit_amount: 9.99 })] }, lineAmount()],
  ['a negative amount', { line_items: [line({ unit_amount: -1 })] }, lineAmount()],
  ['two currencies', { line_items: [line({}), line({ currency: 'eur' })] }, 'line_items'],
  ['a nine-digit total', { line_items: [line({ unit_amount: 99_999_999 })] }, 'line_items'],
  ['a long metadata value', { metadata: { a: 'x'.repeat(501) } }, 'metadata[a]'],
])('it refuses %s and names the parameter', async (_what, extra, param) => {
  await using open = await openSandbox()
  const account = await open.merchant()
  await expect(open.session(account, extra)).rejects.toMatchObject({ statusCode: 400, param })
  expect(open.sandbox.summary().sessions.open).toBe(0)
})

test('30 minutes and 24 hours are both still allowed', async () => {
  await using open = await openSandbox()
  const account = await open.merchant()
  for (const life of [30 * 60, 24 * 60 * 60]) {
    const expiresAt = now() + life
    const session = await open.session(account, { expires_at: expiresAt })
    expect(session.expires_at).toBe(expiresAt)
  }
})

test('an account that is not onboarded cannot take payments', async () => {
  await using open = await openSandbox()
  const { id } = await open.stripe.accounts.create({ country: 'GB', type: 'express' })
  await expect(open.session(id)).rejects.toMatchObject({ statusCode: 400 })
})

test('only an open session can be expired', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { sessions } = open.stripe.checkout
  const { id } = await open.session(stripeAccount)
  const expired = await sessions.expire(id, {}, { stripeAccount })
  expect(expired).toMatchObject({ status: 'expired', payment_status: 'unpaid', url: null })
  await expect(sessions.expire(id, {}, { stripeAccount })).rejects.toMatchObject({
    statusCode: 400,
  })
  const pay = await open.control(`checkout/sessions/${id}/pay`)
  expect(pay).toMatchObject({ status: 409, body: { error: { code: 'session_not_open' } } })
})

test('a session expires by itself, on the next read and by the clock alone', async () => {
  let nowMs = Date.now()
  await using open = await openSandbox({ now: () => nowMs })
  const stripeAccount = await open.merchant()
  const { id } = await open.session(stripeAccount, { expires_at: now() + 40 * 60 })
  nowMs += 39 * 60_000
  const { sessions } = open.stripe.checkout
  expect((await sessions.retrieve(id, {}, { stripeAccount })).status).toBe('open')
  nowMs += 2 * 60_000
  expect((await sessions.retrieve(id, {}, { stripeAccount })).status).toBe('expired')
  const events = await open.stripe.events.list({}, { stripeAccount })
  expect(events.data.map(({ type }) => type)).toEqual([
    'checkout.session.expired',
    'account.updated',
  ])
})

test('expand puts the payment, its charge and the lines in place of their ids', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { id } = await open.session(stripeAccount)
  await open.control(`checkout/sessions/${id}/pay`)
  const { sessions } = open.stripe.checkout
  const expand = ['payment_intent.latest_charge.balance_transaction', 'line_items']
  const read = await sessions.retrieve(id, { expand }, { stripeAccount })
  expect(read).toMatchObject({
    payment_intent: {
      object: 'payment_intent',
      amount_received: 2348,
      latest_charge: { object: 'charge', balance_transaction: { amount: 2348, net: 2348 } },
    },
    line_items: { object: 'list', data: [{ description: 'Mug' }] },
  })
  const list = await sessions.list({ expand: ['data.payment_intent'] }, { stripeAccount })
  expect(list.data).toMatchObject([{ payment_intent: { status: 'succeeded' } }])
  await expect(
    sessions.retrieve(id, { expand: ['metadata.secret'] }, { stripeAccount }),
  ).rejects.toMatchObject({ statusCode: 400, param: 'expand' })
})

test('lists go through every session once, newest first, also backwards', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const ids: string[] = []
  for (let count = 0; count < 7; count += 1) ids.unshift((await open.session(stripeAccount)).id)
  const { sessions } = open.stripe.checkout
  const walked: string[] = []
  for await (const { id } of sessions.list({ limit: 3 }, { stripeAccount })) walked.push(id)
  expect(walked).toEqual(ids)
  const before = await sessions.list({ limit: 2, ending_before: ids[4] ?? '' }, { stripeAccount })
  expect(before.data.map(({ id }) => id)).toEqual(ids.slice(2, 4))
  const none = await sessions.list({ created: { gt: now() + 60 } }, { stripeAccount })
  expect(none.data).toEqual([])
})

function now(): number {
  return Math.floor(Date.now() / 1000)
}

function lineAmount(): string {
  return 'line_items[0][price_data][unit_amount]'
}

function line(
  price: Partial<Stripe.Checkout.SessionCreateParams.LineItem.PriceData>,
): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    quantity: 2,
    price_data: { currency: 'gbp', unit_amount: 1, product_data: { name: 'Mug' }, ...price },
  }
}
