import { expect, test } from 'vitest'

import { idOf } from '../testing/id-of.ts'
import { openSandbox } from '../testing/open-sandbox.ts'
import { until } from '../testing/until.ts'

test('a payment succeeds with its events in order, under the account', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { id } = await open.session(stripeAccount, {
    metadata: { cart: 'c1' },
    payment_intent_data: { metadata: { order: 'o1' } },
  })
  const { body } = await open.control(`checkout/sessions/${id}/pay`)
  expect(body.session).toMatchObject({ status: 'complete', payment_status: 'paid', url: null })
  expect(body.events.map(({ type }) => type)).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ])
  expect(body.events.every(({ account }) => account === stripeAccount)).toBe(true)
  const intent = await open.stripe.paymentIntents.retrieve(
    idOf(body.session.payment_intent),
    {},
    { stripeAccount },
  )
  expect(intent).toMatchObject({
    status: 'succeeded',
    amount_received: 2348,
    metadata: { order: 'o1' },
  })
})

test('of 50 payments at once on each of 5 sessions, each session takes money once', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const ids = await Promise.all(
    Array.from({ length: 5 }, async () => (await open.session(stripeAccount)).id),
  )
  const answers = await Promise.all(
    ids.flatMap((id) =>
      Array.from({ length: 50 }, () => open.control(`checkout/sessions/${id}/pay`)),
    ),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(245)
  expect(open.sandbox.summary().totals).toMatchObject([{ captured: 5 * 2348, payments: 5 }])
})

test('a declined card leaves the session open for another try on the same payment', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { id } = await open.session(stripeAccount)
  const declined = await open.control(`checkout/sessions/${id}/pay`, { outcome: 'decline' })
  expect(declined.body.session).toMatchObject({ status: 'open', payment_status: 'unpaid' })
  expect(declined.body.events.map(({ type }) => type)).toEqual([
    'payment_intent.created',
    'charge.failed',
    'payment_intent.payment_failed',
  ])
  const intentId = idOf(declined.body.session.payment_intent)
  const { paymentIntents } = open.stripe
  expect(await paymentIntents.retrieve(intentId, {}, { stripeAccount })).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined' },
  })
  await expect(paymentIntents.cancel(intentId, {}, { stripeAccount })).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  })
  const paid = await open.control(`checkout/sessions/${id}/pay`)
  expect(paid.body.session).toMatchObject({ status: 'complete', payment_intent: intentId })
  expect(open.sandbox.summary().totals).toMatchObject([{ captured: 2348 }])
})

test('an intent whose session has expired can be cancelled', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { id } = await open.session(stripeAccount)
  const { body } = await open.control(`checkout/sessions/${id}/pay`, { outcome: 'decline' })
  await open.control(`checkout/sessions/${id}/expire`)
  const canceled = await open.stripe.paymentIntents.cancel(
    idOf(body.session.payment_intent),
    { cancellation_reason: 'abandoned' },
    { stripeAccount },
  )
  expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
})

test('a buyer who leaves changes nothing', async () => {
  await using open = await openSandbox()
  const { id } = await open.session(await open.merchant())
  const { body } = await open.control(`checkout/sessions/${id}/pay`, { outcome: 'abandon' })
  expect(body).toMatchObject({ session: { status: 'open', payment_intent: null }, events: [] })
})

test.each([
  ['async_succeed', 'paid', 'checkout.session.async_payment_succeeded', 2348],
  ['async_fail', 'unpaid', 'checkout.session.async_payment_failed', 0],
])('%s completes unpaid and settles later', async (...[outcome, settled, type, captured]) => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { id } = await open.session(stripeAccount)
  const { body } = await open.control(`checkout/sessions/${id}/pay`, { outcome })
  expect(body.session).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
  expect(body.events.at(-1)?.type).toBe('checkout.session.completed')
  expect(open.sandbox.summary().totals).toEqual([])
  await until(async () => {
    const { data } = await open.stripe.events.list({ type }, { stripeAccount })
    return data.length === 1
  }, type)
  const session = await open.stripe.checkout.sessions.retrieve(id, {}, { stripeAccount })
  expect(session.payment_status).toBe(settled)
  const total = open.sandbox.summary().totals.reduce((sum, one) => sum + one.captured, 0)
  expect(total).toBe(captured)
})

test('a session that costs nothing completes without a payment', async () => {
  await using open = await openSandbox()
  const account = await open.merchant()
  const { id } = await open.session(account, {
    shipping_options: [],
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'gbp', unit_amount: 0, product_data: { name: 'Gift' } },
      },
    ],
  })
  const refused = await open.control(`checkout/sessions/${id}/pay`, { outcome: 'decline' })
  expect(refused.status).toBe(400)
  const { body } = await open.control(`checkout/sessions/${id}/pay`)
  expect(body.session).toMatchObject({
    status: 'complete',
    payment_status: 'no_payment_required',
    payment_intent: null,
    amount_total: 0,
  })
  expect(body.events.map(({ type }) => type)).toEqual(['checkout.session.completed'])
})

test('an application fee moves from the account to the platform', async () => {
  await using open = await openSandbox()
  const stripeAccount = await open.merchant()
  const { id } = await open.session(stripeAccount, {
    payment_intent_data: { application_fee_amount: 48 },
  })
  await open.control(`checkout/sessions/${id}/pay`)
  const theirs = await open.stripe.balance.retrieve({}, { stripeAccount })
  const ours = await open.stripe.balance.retrieve()
  expect(theirs.available).toMatchObject([{ amount: 2300, currency: 'gbp' }])
  expect(ours.available).toContainEqual(expect.objectContaining({ amount: 48, currency: 'gbp' }))
  expect(open.sandbox.summary().totals).toMatchObject([{ captured: 2348 }])
})
