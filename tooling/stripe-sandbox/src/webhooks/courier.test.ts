import { expect, test } from 'vitest'

import { openSandbox } from '../testing/open-sandbox.ts'
import { until } from '../testing/until.ts'
import type { WebhookReceiver } from '../testing/webhook-receiver.ts'
import { startWebhookReceiver } from '../testing/webhook-receiver.ts'

const SECRET = 'whsec_of_this_test'
const ORDER = [
  'payment_intent.created',
  'charge.succeeded',
  'payment_intent.succeeded',
  'checkout.session.completed',
]

async function openWith(receiver: WebhookReceiver, retryDelaysMs: readonly number[] = []) {
  const open = await openSandbox({
    webhookUrl: receiver.url,
    webhookSecret: SECRET,
    webhookRetryDelaysMs: retryDelaysMs,
  })
  const { id } = await open.session(await open.merchant())
  return { open, pay: (body: object) => open.control(`checkout/sessions/${id}/pay`, body) }
}

test('the SDK accepts the signature of the raw body, and no other secret', async () => {
  await using receiver = await startWebhookReceiver()
  const { open, pay } = await openWith(receiver)
  await using _ = open
  await pay({})
  const webhooks = await receiver.arrived(4)
  expect(receiver.types()).toEqual(ORDER)
  const { webhooks: verifier } = open.stripe
  for (const { body, signature } of webhooks) {
    const event = verifier.constructEvent(body, signature, SECRET)
    expect(event).toMatchObject({ object: 'event', livemode: false, pending_webhooks: 1 })
    expect(() => verifier.constructEvent(body, signature, 'whsec_other')).toThrow(/signature/)
    expect(() => verifier.constructEvent(`${body} `, signature, SECRET)).toThrow(/signature/)
  }
  const session = webhooks.at(-1)?.event
  expect(session).toMatchObject({ account: expect.stringMatching(/^acct_/) })
})

test('copies arrive with one id, reversed arrives backwards', async () => {
  await using receiver = await startWebhookReceiver()
  const { open, pay } = await openWith(receiver)
  await using _ = open
  const { body } = await pay({ webhooks: { copies: 3, order: 'reversed' } })
  await receiver.arrived(12)
  expect(receiver.types()).toEqual(ORDER.toReversed().flatMap((type) => [type, type, type]))
  expect(new Set(receiver.webhooks.map(({ event }) => event.id)).size).toBe(4)
  expect(body.events).toHaveLength(4)
})

test('a delay holds webhooks back without holding the answer back', async () => {
  await using receiver = await startWebhookReceiver()
  const { open, pay } = await openWith(receiver)
  await using _ = open
  const start = Date.now()
  await pay({ webhooks: { delayMs: 300 } })
  expect(receiver.webhooks).toEqual([])
  await receiver.arrived(4)
  expect(Number(receiver.webhooks[0]?.receivedAtMs) - start).toBeGreaterThanOrEqual(295)
})

test('dropped events happen but are not sent, until they are resent', async () => {
  await using receiver = await startWebhookReceiver()
  const { open, pay } = await openWith(receiver)
  await using _ = open
  const { body } = await pay({ webhooks: { drop: true } })
  expect(open.sandbox.summary().deliveries).toMatchObject({ pending: 0, delivered: 0 })
  const completed = body.events.at(-1)
  await open.control(`events/${completed?.id}/resend`)
  await receiver.arrived(1)
  await until(() => open.sandbox.summary().deliveries.delivered === 1, 'the resent event')
  expect(receiver.webhooks.map(({ event }) => event.id)).toEqual([completed?.id])
})

test('a refused webhook is tried again until it is taken', async () => {
  await using receiver = await startWebhookReceiver()
  const { open, pay } = await openWith(receiver, [20, 40, 80, 160, 320])
  await using _ = open
  receiver.answerWith(500)
  const { body } = await pay({})
  await receiver.arrived(6)
  receiver.answerWith(200)
  await until(() => open.sandbox.summary().deliveries.delivered === 4, 'all four')
  const event = await open.stripe.events.retrieve(
    String(body.events[0]?.id),
    {},
    { stripeAccount: String(body.events[0]?.account) },
  )
  expect(event.pending_webhooks).toBe(0)
})

test('a webhook that is refused every time fails in the end', async () => {
  await using receiver = await startWebhookReceiver()
  const { open, pay } = await openWith(receiver, [5, 5])
  await using _ = open
  receiver.answerWith(503)
  await pay({})
  await until(() => open.sandbox.summary().deliveries.failed === 4, 'all four to fail')
  expect(receiver.webhooks).toHaveLength(12)
})

test('stop ends at once while webhooks wait for their next try', async () => {
  await using receiver = await startWebhookReceiver()
  const { open, pay } = await openWith(receiver, [60_000])
  receiver.answerWith(500)
  await pay({})
  await receiver.arrived(4)
  const start = Date.now()
  await open.sandbox.stop()
  expect(Date.now() - start).toBeLessThan(1_500)
})
