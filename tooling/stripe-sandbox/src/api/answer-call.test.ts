import { Stripe } from 'stripe'
import { expect, test } from 'vitest'

import { openSandbox } from '../testing/open-sandbox.ts'

const ACCOUNT = { type: 'express', country: 'GB' } as const

test.each([
  ['no key', undefined],
  ['a live key', 'Bearer sk_live_0123456789'],
  ['something else', 'Bearer hello'],
])('%s is refused with 401, and never repeated', async (_what, authorization) => {
  await using open = await openSandbox()
  const response = await fetch(`${open.sandbox.url}/v1/accounts`, {
    headers: authorization === undefined ? {} : { authorization },
  })
  expect(response.status).toBe(401)
  expect(response.headers.get('request-id')).toMatch(/^req_\w{14}$/)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ error: { type: 'invalid_request_error' } })
  expect(text).not.toContain('0123456789')
})

test('an account that does not exist is refused with 403', async () => {
  await using open = await openSandbox()
  await expect(
    open.stripe.checkout.sessions.list({}, { stripeAccount: 'acct_unknown' }),
  ).rejects.toMatchObject({ statusCode: 403, code: 'account_invalid' })
})

test('an endpoint that is not spoken is Stripe’s 404', async () => {
  await using open = await openSandbox()
  await expect(open.stripe.customers.create({})).rejects.toMatchObject({
    statusCode: 404,
    message: 'Unrecognized request URL (POST: /v1/customers).',
  })
})

test('a lost answer is repaired by a retry with the same key', async () => {
  await using open = await openSandbox()
  await open.control('failures', { next: 1, status: 502, when: 'after' })
  await open.stripe.accounts.create(ACCOUNT, { maxNetworkRetries: 2 })
  expect(open.sandbox.summary()).toMatchObject({ accounts: 1, requests: 2 })
})

test('a failure before the work leaves nothing done, and stops after the number asked for', async () => {
  await using open = await openSandbox()
  await open.control('failures', { next: 2, status: 503 })
  await expect(open.stripe.accounts.create(ACCOUNT)).rejects.toMatchObject({ statusCode: 503 })
  await expect(open.stripe.accounts.create(ACCOUNT)).rejects.toMatchObject({ statusCode: 503 })
  expect(open.sandbox.summary().accounts).toBe(0)
  await open.stripe.accounts.create(ACCOUNT)
  expect(open.sandbox.summary().accounts).toBe(1)
})

test('failures can be aimed at one path, and 429 is a rate limit to the SDK', async () => {
  await using open = await openSandbox()
  await open.control('failures', { next: 1, status: 429, path: '/v1/account_links' })
  const { id } = await open.stripe.accounts.create(ACCOUNT)
  await expect(
    open.stripe.accountLinks.create({
      account: id,
      type: 'account_onboarding',
      refresh_url: 'https://shop.example/a',
      return_url: 'https://shop.example/b',
    }),
  ).rejects.toBeInstanceOf(Stripe.errors.StripeRateLimitError)
})

test('a timeout never answers, whether the work was done or not', async () => {
  await using open = await openSandbox()
  await open.control('failures', { next: 1, status: 'timeout', when: 'before' })
  const attempt = { timeout: 100, idempotencyKey: 'one' }
  await expect(open.stripe.accounts.create(ACCOUNT, attempt)).rejects.toBeInstanceOf(
    Stripe.errors.StripeConnectionError,
  )
  expect(open.sandbox.summary().accounts).toBe(0)
  await open.control('failures', { next: 1, status: 'timeout', when: 'after' })
  await expect(open.stripe.accounts.create(ACCOUNT, attempt)).rejects.toBeInstanceOf(
    Stripe.errors.StripeConnectionError,
  )
  await open.stripe.accounts.create(ACCOUNT, attempt)
  expect(open.sandbox.summary().accounts).toBe(1)
})

test('latency slows API answers down, but not the control routes', async () => {
  await using open = await openSandbox()
  await open.control('latency', { ms: 120 })
  const start = Date.now()
  await open.stripe.accounts.list()
  expect(Date.now() - start).toBeGreaterThanOrEqual(115)
  await open.control('latency', { ms: 0 })
  expect(open.sandbox.summary().latencyMs).toBe(0)
})
