import type { Stripe } from 'stripe'
import { expect, test } from 'vitest'

import { openSandbox } from '../testing/open-sandbox.ts'
import { until } from '../testing/until.ts'

const LINK = { type: 'express', country: 'GB' } as const

test('the same key and parameters answer the same, and the work is done once', async () => {
  await using open = await openSandbox()
  const options = { idempotencyKey: 'key-1' }
  const first = await open.stripe.accounts.create(LINK, options)
  const second = await open.stripe.accounts.create(LINK, options)
  expect(second).toEqual(first)
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
  expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
  expect(open.sandbox.summary().accounts).toBe(1)
})

test('the same key with other parameters is an error', async () => {
  await using open = await openSandbox()
  const options = { idempotencyKey: 'key-1' }
  await open.stripe.accounts.create(LINK, options)
  await expect(
    open.stripe.accounts.create({ ...LINK, email: 'ada@example.com' }, options),
  ).rejects.toMatchObject({ statusCode: 400, type: 'StripeIdempotencyError' })
  expect(open.sandbox.summary().accounts).toBe(1)
})

test('a twin that arrives while the first is worked on gets 409, and then the replay', async () => {
  await using open = await openSandbox({ latencyMs: 150 })
  const options = { idempotencyKey: 'key-1' }
  const first = open.stripe.accounts.create(LINK, options)
  await until(() => open.sandbox.summary().requests === 1, 'the first request')
  await expect(open.stripe.accounts.create(LINK, options)).rejects.toMatchObject({
    statusCode: 409,
    code: 'idempotency_key_in_use',
  })
  expect(await open.stripe.accounts.create(LINK, { ...options, maxNetworkRetries: 5 })).toEqual(
    await first,
  )
})

test('every account has keys of its own', async () => {
  await using open = await openSandbox()
  const [one, two] = [await open.merchant(), await open.merchant()]
  const params: Stripe.Checkout.SessionCreateParams = {
    mode: 'payment',
    success_url: 'https://shop.example/thanks',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'gbp', unit_amount: 100, product_data: { name: 'Mug' } },
      },
    ],
  }
  const { sessions } = open.stripe.checkout
  const first = await sessions.create(params, { stripeAccount: one, idempotencyKey: 'k' })
  const other = await sessions.create(params, { stripeAccount: two, idempotencyKey: 'k' })
  expect(other.id).not.toBe(first.id)
})

test('a request with bad parameters leaves its key free', async () => {
  await using open = await openSandbox()
  const options = { idempotencyKey: 'key-1' }
  await expect(
    open.stripe.accounts.create({ ...LINK, email: 'ada' }, options),
  ).rejects.toMatchObject({ code: 'email_invalid' })
  await open.stripe.accounts.create(LINK, options)
  expect(open.sandbox.summary().accounts).toBe(1)
})
