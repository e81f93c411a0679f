import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { buffer } from 'node:stream/consumers'

import type { StripeSandbox } from '@cartwright/stripe-sandbox/start'
import { startStripeSandbox } from '@cartwright/stripe-sandbox/start'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { CheckoutSession, CreateCheckoutSession, PaymentGateway } from './payment-gateway.ts'
import { stripeGateway } from './stripe-gateway.ts'

const webhookSecret = 'whsec_gateway_test'
const webhooks: { readonly rawBody: Buffer; readonly headers: IncomingHttpHeaders }[] = []
const receiver = createServer((request, response) => {
  void buffer(request).then((rawBody) => {
    webhooks.push({ rawBody, headers: request.headers })
    return response.end()
  })
})

let sandbox: StripeSandbox
let gateway: PaymentGateway
let accountId = ''
let made = 0

const control = async (path: string, body: object = {}): Promise<void> => {
  const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}

beforeAll(async () => {
  await new Promise<void>((resolve) => void receiver.listen(0, '127.0.0.1', resolve))
  const address = receiver.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const webhookUrl = `http://127.0.0.1:${address.port}/`
  sandbox = await startStripeSandbox({ port: 0, webhookUrl, webhookSecret })
  gateway = stripeGateway({ secretKey: 'sk_test_gateway', apiBase: new URL(sandbox.url) })
  const opening = { storeId: 's1', country: 'GB', email: 'o@example.com', idempotencyKey: 'a1' }
  const account = await gateway.createAccount(opening)
  accountId = account.accountId
})
afterAll(async () => {
  await sandbox.stop()
  receiver.close()
})

const newSession = (change: Partial<CreateCheckoutSession> = {}): Promise<CheckoutSession> => {
  made += 1
  return gateway.createCheckoutSession({
    accountId,
    idempotencyKey: `cart-${made}`,
    currency: 'GBP',
    lines: [
      { name: 'Mug', amount: 1999 },
      { name: 'Sticker', amount: 0 },
    ],
    shipping: { name: 'Post', amount: 350 },
    expectedTotal: 2349,
    customerEmail: 'buyer@example.com',
    successUrl: 'https://shop.example/thanks?s={CHECKOUT_SESSION_ID}',
    cancelUrl: 'https://shop.example/cart',
    expiresAt: Date.now() + 45 * 60_000,
    clientReferenceId: `cart_${made}`,
    metadata: { cart: `cart_${made}` },
    ...change,
  })
}

test('an account is opened, onboarded and linked to', async () => {
  expect(await gateway.retrieveAccount(accountId)).toMatchObject({
    chargesEnabled: false,
    detailsSubmitted: false,
  })
  const urls = { returnUrl: 'https://c.example/done', refreshUrl: 'https://c.example/again' }
  const link = await gateway.createAccountLink({ accountId, ...urls })
  expect(link.url).toContain(sandbox.url)
  expect(link.expiresAt).toBeGreaterThan(Date.now())
  await control(`accounts/${accountId}/onboard`)
  expect(await gateway.retrieveAccount(accountId)).toMatchObject({
    accountId,
    chargesEnabled: true,
    payoutsEnabled: true,
    detailsSubmitted: true,
    requirements: [],
  })
  expect((await gateway.createDashboardLink(accountId)).url).toMatch(/^https?:/)
})

test('a session is created, paid, refunded, and each is told by a signed event', async () => {
  const created = await newSession()
  expect(created).toMatchObject({ status: 'open', amountTotal: 2349, currency: 'GBP' })
  await control(`checkout/sessions/${created.id}/pay`)
  const paid = await gateway.retrieveCheckoutSession(accountId, created.id)
  expect(paid).toMatchObject({
    status: 'complete',
    paymentStatus: 'paid',
    metadata: created.metadata,
    clientReferenceId: created.clientReferenceId,
    customerEmail: 'buyer@example.com',
  })
  const refund = {
    accountId,
    paymentIntentId: paid.paymentIntentId ?? '',
    amount: 500,
    idempotencyKey: `refund-${created.id}`,
    reason: 'requested_by_customer',
    metadata: {},
  } as const
  const first = await gateway.createRefund(refund)
  expect(first).toMatchObject({ status: 'succeeded', amount: 500 })
  expect(await gateway.createRefund(refund)).toEqual(first)
  await expect(
    gateway.createRefund({ ...refund, amount: 2349, idempotencyKey: 'too much' }),
  ).rejects.toMatchObject({ kind: 'refused', retryable: false })

  const completed = () =>
    webhooks
      .map(({ rawBody, headers }) => {
        const signature = headers['stripe-signature']?.toString()
        return gateway.verifyEvent({
          rawBody,
          signature,
          secrets: [webhookSecret],
          now: Date.now(),
        })
      })
      .find((event) => event?.object['id'] === created.id)
  await expect.poll(completed).toMatchObject({
    type: 'checkout.session.completed',
    account: accountId,
  })
})

test('a free order needs no payment', async () => {
  const free = { lines: [{ name: 'Gift', amount: 0 }], shipping: null, expectedTotal: 0 }
  const { id } = await newSession(free)
  await control(`checkout/sessions/${id}/pay`)
  expect(await gateway.retrieveCheckoutSession(accountId, id)).toMatchObject({
    status: 'complete',
    paymentStatus: 'no_payment_required',
    amountTotal: 0,
    paymentIntentId: null,
  })
})

test('expiring says what the session was', async () => {
  const { id } = await newSession()
  expect(await gateway.expireCheckoutSession(accountId, id)).toBe('expired')
  expect(await gateway.expireCheckoutSession(accountId, id)).toBe('already_expired')
  const paid = await newSession()
  await control(`checkout/sessions/${paid.id}/pay`)
  expect(await gateway.expireCheckoutSession(accountId, paid.id)).toBe('already_complete')
})

test('what is not there, or is of another account, is not found', async () => {
  const { id } = await newSession()
  const missing = { kind: 'not_found', retryable: false }
  await expect(gateway.retrieveCheckoutSession(accountId, 'cs_nothing')).rejects.toMatchObject(
    missing,
  )
  const opening = { storeId: 's2', country: 'GB', email: 'p@example.com', idempotencyKey: 'a2' }
  const other = await gateway.createAccount(opening)
  await expect(gateway.retrieveCheckoutSession(other.accountId, id)).rejects.toMatchObject(missing)
})

test('the same key gives the same session, another request under it is refused', async () => {
  const same = { idempotencyKey: 'same', clientReferenceId: 'c', metadata: {} }
  const expiresAt = Date.now() + 60 * 60_000
  const first = await newSession({ ...same, expiresAt })
  expect((await newSession({ ...same, expiresAt })).id).toBe(first.id)
  await expect(
    newSession({ ...same, expiresAt, customerEmail: 'other@example.com' }),
  ).rejects.toMatchObject({ kind: 'refused' })
})

test('an answer lost after the work is found again by the SDK, once', async () => {
  await control('failures', { next: 1, status: 503, when: 'after' })
  const session = await newSession()
  let found = 0
  const listing = { accountId, createdAfter: Date.now() - 60_000 }
  for await (const each of gateway.listCheckoutSessions(listing)) {
    if (each.clientReferenceId === session.clientReferenceId) found += 1
  }
  expect(found).toBe(1)
})

test('a wrong key is refused without being repeated', async () => {
  const wrong = stripeGateway({ secretKey: 'not-a-key', apiBase: new URL(sandbox.url) })
  const failure = await wrong.retrieveAccount(accountId).catch((error: unknown) => error)
  expect(failure).toMatchObject({ kind: 'refused', retryable: false })
  expect(`${String(failure)}${JSON.stringify(failure)}`).not.toContain('not-a-key')
})
