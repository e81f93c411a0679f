import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

import type { CreateCheckoutSession } from './payment-gateway.ts'
import { stripeApiVersion } from './stripe-client.ts'
import { stripeGateway } from './stripe-gateway.ts'

type Seen = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams
}
type Answer = { readonly status: number; readonly body: object } | 'hang up' | 'silence'

const secretKey = 'sk_test_wire0123456789'
const seen: Seen[] = []
const answers: Answer[] = []

const reply = (response: ServerResponse, answer: Answer | undefined): void => {
  if (answer === 'silence') return
  if (answer === 'hang up' || answer === undefined) {
    response.destroy()
    return
  }
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'request-id': 'req_42',
    'stripe-should-retry': 'false',
  })
  response.end(JSON.stringify(answer.body))
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const url = new URL(request.url ?? '', 'http://stripe')
    const body = Buffer.concat(chunks).toString() || url.search
    seen.push({
      method: request.method ?? '',
      path: url.pathname,
      headers: request.headers,
      form: new URLSearchParams(body),
    })
    reply(response, answers.shift())
  })
})

let apiBase = new URL('http://127.0.0.1')
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  apiBase = new URL(`http://127.0.0.1:${address.port}`)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  seen.length = 0
  answers.length = 0
})

const gateway = (timeoutMs = 5_000) =>
  stripeGateway({ secretKey, apiBase, timeoutMs, maxNetworkRetries: 0 })

const session = {
  id: 'cs_test_1',
  object: 'checkout.session',
  mode: 'payment',
  url: 'https://checkout.stripe.com/c/pay/cs_test_1',
  status: 'open',
  payment_status: 'unpaid',
  amount_total: 2349,
  currency: 'gbp',
  payment_intent: null,
  expires_at: 1_767_325_000,
  metadata: { cart: 'cart_1' },
  customer_details: null,
  customer_email: 'buyer@example.com',
  client_reference_id: 'cart_1',
}

const order: CreateCheckoutSession = {
  accountId: 'acct_1',
  idempotencyKey: 'cart-1:v1',
  currency: 'GBP',
  lines: [
    { name: 'Mug', description: 'Blue', amount: 1999, imageUrl: 'https://shop.example/m.webp' },
    { name: 'Sticker', amount: 0 },
  ],
  shipping: { name: 'Royal Mail', amount: 350 },
  expectedTotal: 2349,
  customerEmail: 'buyer@example.com',
  successUrl: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'https://shop.example/cart',
  expiresAt: 1_767_325_000_999,
  clientReferenceId: 'cart_1',
  metadata: { cart: 'cart_1' },
}

const failure = (status: number, code: string | undefined, type = 'invalid_request_error') => ({
  status,
  body: { error: { type, message: `No: ${secretKey}`, ...(code === undefined ? {} : { code }) } },
})

test('a session is asked for on the connected account, to the penny', async () => {
  answers.push({ status: 200, body: session })
  expect(await gateway().createCheckoutSession(order)).toEqual({
    id: 'cs_test_1',
    url: 'https://checkout.stripe.com/c/pay/cs_test_1',
    status: 'open',
    paymentStatus: 'unpaid',
    amountTotal: 2349,
    currency: 'GBP',
    paymentIntentId: null,
    expiresAt: 1_767_325_000_000,
    metadata: { cart: 'cart_1' },
    customerEmail: 'buyer@example.com',
    clientReferenceId: 'cart_1',
  })
  const [request] = seen
  expect(request).toMatchObject({ method: 'POST', path: '/v1/checkout/sessions' })
  expect(request?.headers).toMatchObject({
    'stripe-account': 'acct_1',
    'idempotency-key': 'cart-1:v1',
    'stripe-version': stripeApiVersion,
    authorization: `Bearer ${secretKey}`,
  })
  expect(Object.fromEntries(request?.form ?? [])).toEqual({
    mode: 'payment',
    'line_items[0][quantity]': '1',
    'line_items[0][price_data][currency]': 'gbp',
    'line_items[0][price_data][unit_amount]': '1999',
    'line_items[0][price_data][product_data][name]': 'Mug',
    'line_items[0][price_data][product_data][description]': 'Blue',
    'line_items[0][price_data][product_data][images][0]': 'https://shop.example/m.webp',
    'line_items[1][quantity]': '1',
    'line_items[1][price_data][currency]': 'gbp',
    'line_items[1][price_data][unit_amount]': '0',
    'line_items[1][price_data][product_data][name]': 'Sticker',
    'shipping_options[0][shipping_rate_data][type]': 'fixed_amount',
    'shipping_options[0][shipping_rate_data][display_name]': 'Royal Mail',
    'shipping_options[0][shipping_rate_data][fixed_amount][amount]': '350',
    'shipping_options[0][shipping_rate_data][fixed_amount][currency]': 'gbp',
    customer_email: 'buyer@example.com',
    success_url: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.example/cart',
    expires_at: '1767325000',
    client_reference_id: 'cart_1',
    'metadata[cart]': 'cart_1',
    'payment_intent_data[metadata][cart]': 'cart_1',
  })
})

test('a session with another total is closed again and refused', async () => {
  answers.push({ status: 200, body: { ...session, amount_total: 2350 } })
  answers.push({ status: 200, body: { ...session, status: 'expired' } })
  await expect(gateway().createCheckoutSession(order)).rejects.toMatchObject({
    code: 'total_mismatch',
    retryable: false,
  })
  expect(seen.map((request) => request.path)).toEqual([
    '/v1/checkout/sessions',
    '/v1/checkout/sessions/cs_test_1/expire',
  ])
})

test('lines that do not add up never reach Stripe', async () => {
  await expect(
    gateway().createCheckoutSession({ ...order, expectedTotal: 2300 }),
  ).rejects.toMatchObject({ code: 'total_mismatch' })
  expect(seen).toEqual([])
})

test('a paid session tells its payment intent, expanded or not, and the e-mail the buyer gave', async () => {
  const details = { customer_details: { email: 'other@example.com' } }
  const paid = { ...session, ...details, status: 'complete', payment_status: 'paid', url: null }
  for (const intent of ['pi_1', { id: 'pi_1', object: 'payment_intent' }]) {
    answers.push({ status: 200, body: { ...paid, payment_intent: intent } })
    expect(await gateway().retrieveCheckoutSession('acct_1', 'cs_test_1')).toMatchObject({
      status: 'complete',
      paymentStatus: 'paid',
      paymentIntentId: 'pi_1',
      customerEmail: 'other@example.com',
      url: null,
    })
  }
  expect(seen[0]?.headers['stripe-account']).toBe('acct_1')
})

test.each([
  ['complete', 'already_complete'],
  ['expired', 'already_expired'],
])('expiring a session that is %s answers %s', async (status, outcome) => {
  answers.push(failure(400, undefined))
  answers.push({ status: 200, body: { ...session, status } })
  expect(await gateway().expireCheckoutSession('acct_1', 'cs_test_1')).toBe(outcome)
})

test('a refusal to expire a session that is still open is an error', async () => {
  answers.push(failure(400, undefined), { status: 200, body: session })
  await expect(gateway().expireCheckoutSession('acct_1', 'cs_test_1')).rejects.toMatchObject({
    kind: 'refused',
  })
})

test.each([
  [400, 'charge_already_refunded', 'refused', 'never'],
  [401, undefined, 'refused', 'never'],
  [402, 'card_declined', 'refused', 'never'],
  [403, undefined, 'refused', 'never'],
  [404, 'resource_missing', 'not_found', 'never'],
  [409, 'idempotency_key_in_use', 'unavailable', 'same_key'],
  [429, 'rate_limit', 'rate_limited', 'same_key'],
  [500, undefined, 'unavailable', 'new_key'],
  [503, undefined, 'unavailable', 'same_key'],
])('status %d with code %s is %s, retry: %s', async (...[status, given, kind, retry]) => {
  answers.push(failure(status, given))
  const error = await gateway()
    .retrieveAccount('acct_1')
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'GatewayError', kind, retry })
})

test("Stripe's own code comes through", async () => {
  answers.push(failure(400, 'charge_already_refunded'))
  await expect(gateway().retrieveAccount('acct_1')).rejects.toMatchObject({
    code: 'charge_already_refunded',
    message: 'Stripe did not do retrieveAccount: charge_already_refunded (req_42)',
  })
})

test.each([
  ['hang up', 5_000],
  ['silence', 100],
] as const)('on %s the call may have happened: same key', async (answer, timeoutMs) => {
  answers.push(answer)
  await expect(gateway(timeoutMs).createCheckoutSession(order)).rejects.toMatchObject({
    kind: 'unavailable',
    retry: 'same_key',
  })
})

test('no error carries a key', async () => {
  answers.push(failure(401, undefined), 'hang up')
  for (const call of [gateway().retrieveAccount('acct_1'), gateway().retrieveAccount('acct_1')]) {
    const error = await call.catch((thrown: unknown) => thrown)
    const cause = error instanceof Error ? String(error.cause) : ''
    const text = `${String(error)} ${cause} ${JSON.stringify(error)}`
    expect(text).toContain('GatewayError')
    expect(text).not.toContain(secretKey)
    expect(text).not.toContain('wire0123456789')
  }
})

test('an answer that is not what Stripe documents is unavailable, not a crash', async () => {
  answers.push({ status: 200, body: { ...session, amount_total: null } })
  await expect(gateway().retrieveCheckoutSession('acct_1', 'cs_test_1')).rejects.toMatchObject({
    code: 'unexpected_answer',
  })
})

test('a refund is asked for by payment intent and tells its state', async () => {
  const refund = {
    accountId: 'acct_1',
    paymentIntentId: 'pi_1',
    amount: 500,
    idempotencyKey: 'refund-1',
    reason: 'requested_by_customer',
    metadata: { order: 'CC-2026-20288C' },
  } as const
  const states = [
    ['succeeded', 'succeeded'],
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ]
  for (const [status, expected] of states) {
    answers.push({ status: 200, body: { id: 're_1', object: 'refund', status, amount: 500 } })
    expect(await gateway().createRefund(refund)).toEqual({
      refundId: 're_1',
      status: expected,
      amount: 500,
    })
  }
  expect(seen[0]?.headers).toMatchObject({
    'stripe-account': 'acct_1',
    'idempotency-key': 'refund-1',
  })
  expect(Object.fromEntries(seen[0]?.form ?? [])).toEqual({
    payment_intent: 'pi_1',
    amount: '500',
    reason: 'requested_by_customer',
    'metadata[order]': 'CC-2026-20288C',
  })
})

const page = (ids: string[], hasMore: boolean): Answer => ({
  status: 200,
  body: {
    object: 'list',
    url: '/v1/checkout/sessions',
    has_more: hasMore,
    data: ids.map((id) => ({ ...session, id })),
  },
})

test('listing goes through all pages', async () => {
  answers.push(page(['cs_3', 'cs_2'], true), page(['cs_1'], false))
  const ids: string[] = []
  const input = { accountId: 'acct_1', createdAfter: 1_700_000_000_500 }
  for await (const each of gateway().listCheckoutSessions(input)) ids.push(each.id)
  expect(ids).toEqual(['cs_3', 'cs_2', 'cs_1'])
  expect(seen[0]?.form.get('created[gt]')).toBe('1700000000')
  expect(seen[1]?.form.get('starting_after')).toBe('cs_2')
})

test('an account is opened, read and linked to', async () => {
  answers.push({ status: 200, body: { id: 'acct_9', object: 'account' } })
  const opening = { storeId: 's1', country: 'GB', email: 'o@example.com', idempotencyKey: 'k' }
  expect(await gateway().createAccount(opening)).toEqual({ accountId: 'acct_9' })
  expect(seen[0]?.form.get('type')).toBe('express')
  expect(seen[0]?.form.get('metadata[store_id]')).toBe('s1')
  expect(seen[0]?.headers['stripe-account']).toBeUndefined()

  const requirements = { currently_due: ['tos', 'bank'], past_due: ['bank'] }
  const flags = { charges_enabled: true, payouts_enabled: false, details_submitted: true }
  answers.push({ status: 200, body: { id: 'acct_9', object: 'account', ...flags, requirements } })
  expect(await gateway().retrieveAccount('acct_9')).toEqual({
    accountId: 'acct_9',
    chargesEnabled: true,
    payoutsEnabled: false,
    detailsSubmitted: true,
    requirements: ['bank', 'tos'],
  })

  const link = { object: 'account_link', url: 'https://connect.stripe.com/x', expires_at: 100 }
  answers.push({ status: 200, body: link })
  const urls = { returnUrl: 'https://c.example/done', refreshUrl: 'https://c.example/again' }
  expect(await gateway().createAccountLink({ accountId: 'acct_9', ...urls })).toEqual({
    url: 'https://connect.stripe.com/x',
    expiresAt: 100_000,
  })
  answers.push({ status: 200, body: { object: 'login_link', url: 'https://connect.stripe.com/e' } })
  expect(await gateway().createDashboardLink('acct_9')).toEqual({
    url: 'https://connect.stripe.com/e',
  })
})
