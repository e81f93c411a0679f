import { insertInboxEvent } from '@cartwright/db/queries/inbox-events'
import { findStoreOfAccount } from '@cartwright/db/queries/store-of-account'
import { enqueue } from '@cartwright/db/queue'
import { z } from 'zod'

import { stripeWebhook } from '../operation/operation.ts'

export const receiveStripeEvent = stripeWebhook({
  method: 'POST',
  path: '/api/v1/webhooks/stripe',
  status: 200,
  summary: 'Receive an event from Stripe',
  description:
    'Stored before it is answered and worked off later; a second delivery of the same event changes nothing.',
  input: z.strictObject({}),
  output: z.object({ received: z.literal(true) }),
  errors: ['unauthorized', 'payload_too_large'],
  bodyLimitBytes: 512 * 1024,
}).mutation(async ({ ctx }) => {
  const rawBody = ctx.body?.raw ?? Buffer.alloc(0)
  const event = ctx.gateway.verifyEvent({
    rawBody,
    signature: ctx.header('stripe-signature'),
    secrets: ctx.settings.stripeWebhookSecrets,
    now: ctx.now.getTime(),
  })
  if (event === null) return ctx.fail('unauthorized')
  const account = event.account ?? ''
  const store = await findStoreOfAccount(ctx.db, account)
  const { id: eventId, type } = event
  const isNew = await insertInboxEvent(ctx.db, {
    provider: 'stripe',
    account,
    eventId,
    type,
    storeId: store?.storeId ?? null,
    payload: storable(rawBody),
    now: ctx.now,
  })
  if (isNew && store === null) {
    ctx.log.warn({ account, eventId, eventType: type }, 'Stripe told of an account no store has')
  } else if (isNew) {
    const key = `process-stripe-event:${account}:${eventId}`
    await enqueue(ctx.db, { name: 'process-stripe-event', payload: { account, eventId }, key })
  }
  return { received: true as const }
})

/** The body as PostgreSQL can keep it: JSON may hold characters that jsonb may not. */
function storable(rawBody: Uint8Array): unknown {
  return JSON.parse(Buffer.from(rawBody).toString('utf8'), (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '\uFFFD') : value,
  )
}
