import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { Stripe } from 'stripe'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { idOf } from './testing/id-of.ts'
import { openSandbox } from './testing/open-sandbox.ts'
import { until } from './testing/until.ts'
import { startWebhookReceiver } from './testing/webhook-receiver.ts'

let dataFile = ''
beforeEach(() => {
  dataFile = join(mkdtempSync(join(tmpdir(), 'stripe-sandbox-')), 'sandbox.jsonl')
})
afterEach(() => rmSync(join(dataFile, '..'), { recursive: true }))

test('a restart keeps accounts, payments, events and idempotency keys', async () => {
  const first = await openSandbox({ dataFile })
  const stripeAccount = await first.merchant()
  const { id } = await first.session(stripeAccount)
  await first.control(`checkout/sessions/${id}/pay`)
  const read = await first.stripe.checkout.sessions.retrieve(id, {}, { stripeAccount })
  const refund = { payment_intent: idOf(read.payment_intent), amount: 100 }
  const options = { stripeAccount, idempotencyKey: 'refund-1' }
  const refunded = await first.stripe.refunds.create(refund, options)
  const summary = first.sandbox.summary()
  await first.sandbox.stop()

  await using second = await openSandbox({ dataFile })
  const { totals, sessions, events, accounts } = second.sandbox.summary()
  expect({ totals, sessions, events, accounts }).toEqual({
    totals: summary.totals,
    sessions: summary.sessions,
    events: summary.events,
    accounts: summary.accounts,
  })
  expect(await second.stripe.checkout.sessions.retrieve(id, {}, { stripeAccount })).toEqual(read)
  expect(await second.stripe.refunds.create(refund, options)).toEqual(refunded)
  expect(second.sandbox.summary().totals).toMatchObject([{ refunded: 100 }])
})

test('webhooks and bank debits that were waiting go on after a restart', async () => {
  await using receiver = await startWebhookReceiver()
  const webhookUrl = receiver.url
  const first = await openSandbox({ dataFile, webhookUrl, webhookRetryDelaysMs: [1] })
  const { id } = await first.session(await first.merchant())
  await first.control(`checkout/sessions/${id}/pay`, {
    outcome: 'async_succeed',
    asyncDelayMs: 400,
    webhooks: { delayMs: 300 },
  })
  await first.sandbox.stop()
  expect(receiver.webhooks).toEqual([])

  await using second = await openSandbox({ dataFile, webhookUrl })
  const type = 'checkout.session.async_payment_succeeded'
  await until(() => receiver.types().includes(type), type)
  expect(receiver.types()).toContain('checkout.session.completed')
  expect(second.sandbox.summary().totals).toMatchObject([{ captured: 2348 }])
})

test('killed in the middle of many payments, it has every payment that it answered', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, SANDBOX_PORT: '0', SANDBOX_DATA_FILE: dataFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [greeting] = await once(child.stdout, 'data')
  const url = new URL(/http:\S+/.exec(String(greeting))?.[0] ?? '')
  const stripe = new Stripe('sk_test_1', {
    host: url.hostname,
    port: url.port,
    protocol: 'http',
    maxNetworkRetries: 0,
  })
  let answered = 0
  const createUntilKilled = async (): Promise<void> => {
    try {
      for (;;) {
        await stripe.accounts.create({ country: 'GB', type: 'express' })
        answered += 1
        if (answered === 60) child.kill('SIGKILL')
      }
    } catch {
      // The process is gone, as it should be.
    }
  }
  await Promise.all([once(child, 'exit'), ...Array.from({ length: 8 }, createUntilKilled)])
  await using open = await openSandbox({ dataFile })
  expect(answered).toBeGreaterThanOrEqual(60)
  expect(open.sandbox.summary().accounts).toBeGreaterThanOrEqual(answered)
})

test('a port that is taken is an error, and leaves nothing running', async () => {
  await using open = await openSandbox()
  await expect(openSandbox({ port: open.sandbox.port })).rejects.toThrow(/EADDRINUSE/)
})

test('pages are linked below the public address', async () => {
  await using open = await openSandbox({ publicUrl: 'https://pay.example/' })
  const { id, url } = await open.session(await open.merchant())
  expect(url).toBe(`https://pay.example/checkout/pay/${id}`)
})
