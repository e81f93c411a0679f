import { enqueueMissing } from '@cartwright/db/enqueue-missing'
import { listForgottenRefunds } from '@cartwright/db/queries/refunds'
import {
  findOwedCheckouts,
  findUnsettledCheckouts,
  findWaitingInboxEvents,
  findWaitingOutboxEvents,
} from '@cartwright/db/queries/waiting-work'
import { REQUEST_LEASE_MS } from '@cartwright/domain/orders/checkout-window'

import type { Runtime } from '../../runtime.ts'
import { defineTask } from '../../task.ts'

const REFUNDS_AT_ONCE = 500

/** Finds everything that waits although nobody is at it, and has it done: whatever a crash, a lost
 *  webhook or a full disk swallowed comes right by itself. */
export const sweepWaiting = defineTask({
  name: 'sweep-waiting',
  async run(_, runtime) {
    // What is younger has its job, or its request, still at work.
    const before = new Date(runtime.clock.now() - REQUEST_LEASE_MS)
    const swept = {
      webhooks: await sweepWebhooks(runtime, before),
      events: await sweepEvents(runtime, before),
      checkouts: await sweepCheckouts(runtime, before),
      refunds: await sweepRefunds(runtime, before),
    }
    if (Object.values(swept).some((count) => count > 0)) {
      runtime.log.warn({ swept }, 'work that nobody was at was taken up')
    }
  },
})

async function sweepWebhooks({ db }: Runtime, before: Date): Promise<number> {
  const waiting = await findWaitingInboxEvents(db, before)
  const jobs = waiting.map((payload) => ({
    name: 'process-stripe-event' as const,
    payload,
    key: `process-stripe-event:${payload.account}:${payload.eventId}`,
  }))
  return enqueueMissing(db, jobs)
}

async function sweepEvents({ db }: Runtime, before: Date): Promise<number> {
  const waiting = await findWaitingOutboxEvents(db, before)
  const jobs = waiting.map((payload) => ({
    name: 'deliver-event' as const,
    payload,
    key: `deliver-event:${payload.eventId}`,
  }))
  return enqueueMissing(db, jobs)
}

async function sweepCheckouts({ db }: Runtime, before: Date): Promise<number> {
  const unsettled = await findUnsettledCheckouts(db, before)
  const owed = await findOwedCheckouts(db, before)
  const reconciling = unsettled.map((payload) => ({
    name: 'reconcile-checkout' as const,
    payload,
    key: `reconcile-checkout:${payload.checkoutSessionId}`,
  }))
  const refunding = owed.map((payload) => ({
    name: 'refund-unplaced-checkout' as const,
    payload,
    key: `refund-unplaced-checkout:${payload.checkoutSessionId}`,
  }))
  return (await enqueueMissing(db, reconciling)) + (await enqueueMissing(db, refunding))
}

async function sweepRefunds({ db }: Runtime, before: Date): Promise<number> {
  const waiting = await listForgottenRefunds(db, { before, limit: REFUNDS_AT_ONCE })
  const jobs = waiting.map((payload) => ({
    name: 'execute-refund' as const,
    payload,
    key: `refund:${payload.refundId}`,
  }))
  return enqueueMissing(db, jobs)
}
