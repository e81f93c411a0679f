import {
  type EventName,
  findInboxEvent,
  finishInboxEvent,
} from '@cartwright/db/queries/inbox-events'
import { raiseIssue } from '@cartwright/db/queries/issues'
import { findStoreOfAccount } from '@cartwright/db/queries/store-of-account'
import { z } from 'zod'

import { defineTask } from '../../task.ts'
import { PaymentUnknownError } from './stripe-events/payment-unknown-error.ts'
import { stripeEventHandler } from './stripe-events/stripe-event-handler.ts'

const Payload = z.object({ data: z.object({ object: z.record(z.string(), z.unknown()) }) })

/** Works off one stored webhook. What it says is a hint: where money is concerned the payment
 *  provider is asked again, so that late, repeated and disordered events end in the same state. */
export const processStripeEvent = defineTask({
  name: 'process-stripe-event',
  async run(payload, runtime) {
    const { db, clock } = runtime
    const name = eventName(payload)
    const event = await findInboxEvent(db, name)
    if (event === undefined || event.status === 'processed' || event.storeId === null) return
    const handle = stripeEventHandler(event.type)
    const body = Payload.safeParse(event.payload)
    const isHandled =
      handle !== undefined &&
      body.success &&
      (await handle(runtime, {
        storeId: event.storeId,
        accountId: event.account,
        receivedAt: event.receivedAt,
        object: body.data.data.object,
      }))
    const status = isHandled ? 'processed' : 'ignored'
    await finishInboxEvent(db, name, { status, now: new Date(clock.now()) })
  },
  async giveUp(payload, runtime, error) {
    // Nothing is wrong with it: it stays as it is, and the sweep has it tried again.
    if (error instanceof PaymentUnknownError) return
    const { db, clock, ids } = runtime
    const now = new Date(clock.now())
    const failure = 'Every attempt failed; see the log of the worker.'
    await finishInboxEvent(db, eventName(payload), { status: 'failed', failure, now })
    const store = await findStoreOfAccount(db, payload.account)
    if (store === null) return
    await raiseIssue(db, {
      storeId: store.storeId,
      id: ids.uuidv7(),
      severity: 'critical',
      kind: 'stripe_event_failed',
      title: 'An event from Stripe could not be worked off',
      detail: `Event ${payload.eventId}. Look it up in the dashboard of Stripe.`,
      subject: { type: 'stripe_event', id: payload.eventId },
      now,
    })
  },
})

function eventName({
  account,
  eventId,
}: {
  readonly account: string
  readonly eventId: string
}): EventName {
  return { provider: 'stripe', account, eventId }
}
