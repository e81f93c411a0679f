import { expect, test } from 'vitest'

import { fakeClock } from '../clock.ts'
import type { FakeGateway } from './fake-gateway.ts'
import { fakeGateway } from './fake-gateway.ts'
import { GatewayError } from './gateway-error.ts'
import type { CreateCheckoutSession } from './payment-gateway.ts'

const clock = fakeClock()

const order: CreateCheckoutSession = {
  accountId: 'acct_1',
  idempotencyKey: 'cart-1:v1',
  currency: 'gbp',
  lines: [{ name: 'Mug', amount: 1999 }],
  shipping: { name: 'Post', amount: 350 },
  expectedTotal: 2349,
  customerEmail: 'buyer@example.com',
  successUrl: 'https://shop.example/thanks',
  cancelUrl: 'https://shop.example/cart',
  expiresAt: clock.now() + 30 * 60_000,
  clientReferenceId: 'cart_1',
  metadata: { cart: 'cart_1' },
}

const onboarded = (): FakeGateway => {
  const gateway = fakeGateway({ clock })
  gateway.onboard('acct_1')
  return gateway
}

const unavailable = new GatewayError({
  kind: 'unavailable',
  code: 'timeout',
  retry: 'same_key',
  message: 'no answer',
})

const refund = {
  accountId: 'acct_1',
  amount: 2000,
  reason: 'requested_by_customer',
  metadata: {},
} as const

test('a session is paid once and refunded up to what was paid', async () => {
  const gateway = onboarded()
  const session = await gateway.createCheckoutSession(order)
  expect(session).toMatchObject({ status: 'open', paymentStatus: 'unpaid', amountTotal: 2349 })
  const paid = gateway.pay(session.id)
  expect(paid).toMatchObject({ status: 'complete', paymentStatus: 'paid', url: null })
  expect(() => gateway.pay(session.id)).toThrow('not open')
  const paymentIntentId = paid.paymentIntentId ?? ''
  await gateway.createRefund({ ...refund, paymentIntentId, idempotencyKey: 'r1' })
  expect(gateway.balance('acct_1')).toBe(349)
  await expect(
    gateway.createRefund({ ...refund, paymentIntentId, idempotencyKey: 'r2' }),
  ).rejects.toMatchObject({ code: 'amount_too_large' })
})

test('a key repeats its answer, and refuses another request', async () => {
  const gateway = onboarded()
  const first = await gateway.createCheckoutSession(order)
  expect((await gateway.createCheckoutSession(order)).id).toBe(first.id)
  await expect(
    gateway.createCheckoutSession({ ...order, clientReferenceId: 'other' }),
  ).rejects.toMatchObject({ code: 'idempotency_error' })
})

test('a lost answer leaves the work done, and the same key finds it', async () => {
  const gateway = onboarded()
  gateway.failNext(unavailable, { when: 'after' })
  await expect(gateway.createCheckoutSession(order)).rejects.toBe(unavailable)
  const session = await gateway.createCheckoutSession(order)
  const listed = []
  for await (const each of gateway.listCheckoutSessions({ accountId: 'acct_1', createdAfter: 0 })) {
    listed.push(each.id)
  }
  expect(listed).toEqual([session.id])
})

test('a failure before the work leaves nothing', async () => {
  const gateway = onboarded()
  gateway.failNext(unavailable, { times: 2 })
  await expect(gateway.createCheckoutSession(order)).rejects.toBe(unavailable)
  await expect(gateway.createCheckoutSession(order)).rejects.toBe(unavailable)
  await gateway.createCheckoutSession(order)
  expect(gateway.calls.map((call) => call.method)).toEqual(
    Array.from({ length: 3 }, () => 'createCheckoutSession'),
  )
})

test('expiring says what the session was', async () => {
  const gateway = onboarded()
  const open = await gateway.createCheckoutSession(order)
  expect(await gateway.expireCheckoutSession('acct_1', open.id)).toBe('expired')
  expect(await gateway.expireCheckoutSession('acct_1', open.id)).toBe('already_expired')
  const paid = await gateway.createCheckoutSession({ ...order, idempotencyKey: 'second' })
  gateway.pay(paid.id, 'delayed')
  expect(await gateway.expireCheckoutSession('acct_1', paid.id)).toBe('already_complete')
  expect(gateway.settle(paid.id).paymentStatus).toBe('paid')
})

test('an open session expires when its time has come', async () => {
  const gateway = onboarded()
  const session = await gateway.createCheckoutSession(order)
  clock.advance(31 * 60_000)
  expect((await gateway.retrieveCheckoutSession('acct_1', session.id)).status).toBe('expired')
  clock.advance(-31 * 60_000)
})

test("another account's session is not found", async () => {
  const gateway = onboarded()
  const session = await gateway.createCheckoutSession(order)
  await expect(gateway.retrieveCheckoutSession('acct_2', session.id)).rejects.toMatchObject({
    kind: 'not_found',
    retryable: false,
  })
})

test('a new account takes payments only after onboarding', async () => {
  const gateway = fakeGateway({ clock })
  const { accountId } = await gateway.createAccount({
    storeId: 'store',
    country: 'GB',
    email: 'owner@example.com',
    idempotencyKey: 'a',
  })
  expect((await gateway.retrieveAccount(accountId)).requirements).not.toEqual([])
  await expect(gateway.createCheckoutSession({ ...order, accountId })).rejects.toMatchObject({
    code: 'account_invalid',
  })
  await expect(gateway.createDashboardLink(accountId)).rejects.toThrow('onboarding')
  gateway.onboard(accountId)
  expect((await gateway.createDashboardLink(accountId)).url).toContain(accountId)
  expect((await gateway.createCheckoutSession({ ...order, accountId })).status).toBe('open')
})

test('a free order needs no payment', async () => {
  const gateway = onboarded()
  const lines = [{ name: 'Gift', amount: 0 }]
  const session = await gateway.createCheckoutSession({
    ...order,
    lines,
    shipping: null,
    expectedTotal: 0,
  })
  expect(gateway.pay(session.id)).toMatchObject({
    paymentStatus: 'no_payment_required',
    paymentIntentId: null,
  })
  expect(gateway.balance('acct_1')).toBe(0)
})

test('its webhooks verify like real ones', () => {
  const gateway = onboarded()
  const object = { id: 'cs_1' }
  const event = { type: 'checkout.session.completed', object, account: 'acct_1', secret: 'whsec_1' }
  const { id, rawBody, signature } = gateway.signedEvent(event)
  const now = clock.now()
  expect(gateway.verifyEvent({ rawBody, signature, secrets: ['whsec_1'], now })).toEqual({
    id,
    type: 'checkout.session.completed',
    account: 'acct_1',
    created: Math.floor(now / 1000) * 1000,
    livemode: false,
    object,
  })
  expect(gateway.verifyEvent({ rawBody, signature, secrets: ['whsec_2'], now })).toBeNull()
})
