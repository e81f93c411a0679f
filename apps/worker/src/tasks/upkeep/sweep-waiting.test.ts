import { randomUUID } from 'node:crypto'

import { publish } from '@cartwright/db/outbox'
import { insertInboxEvent } from '@cartwright/db/queries/inbox-events'
import { loseJobs } from '@cartwright/db/testing/lose-jobs'
import { paidCheckout } from '@cartwright/db/testing/test-checkout'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { settleCheckout } from '@cartwright/db/transactions/settle-checkout'
import { afterAll, beforeEach, expect, it } from 'vitest'

import { addSellingStore, openPage } from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const MINUTE_MS = 60_000
const store = await addSellingStore(worker)
const { storeId, accountId } = store

beforeEach(() => loseJobs(db))

const sweep = () => worker.run('sweep-waiting', {})

it('takes up webhooks and events that nobody is at, once, and leaves young ones alone', async () => {
  const eventId = `evt_${randomUUID()}`
  const event = { provider: 'stripe', account: accountId, eventId, type: 'x', storeId } as const
  const news = {
    id: randomUUID(),
    type: 'order.placed',
    payload: { orderId: randomUUID() },
  } as const
  const now = new Date(worker.clock.now())
  await db.transaction().execute(async (trx) => {
    await insertInboxEvent(trx, { ...event, payload: {}, now })
    await publish(trx, storeId, news)
  })
  await loseJobs(db)
  await sweep()
  expect(await waitingJobs(db)).toEqual([])
  worker.clock.advance(3 * MINUTE_MS)
  for (const _ of [1, 2]) await sweep()
  expect(await waitingJobs(db)).toEqual([
    { task: 'process-stripe-event', payload: { account: accountId, eventId } },
    { task: 'deliver-event', payload: { storeId, eventId: news.id } },
  ])
  await db.updateTable('inboxEvents').set({ status: 'processed' }).execute()
  await db.updateTable('outboxEvents').set({ dispatchedAt: now }).execute()
})

it('asks after checkouts whose time is over, and after those never finished making', async () => {
  const open = await openPage(worker, store)
  const dead = await openPage(worker, store)
  const unmade = { status: 'creating', providerSessionId: null } as const
  await db.updateTable('checkoutSessions').set(unmade).where('id', '=', dead.checkout.id).execute()
  worker.clock.advance(3 * MINUTE_MS)
  await sweep()
  const reconciling = (id: string) => ({
    task: 'reconcile-checkout',
    payload: { storeId, checkoutSessionId: id },
  })
  expect(await waitingJobs(db)).toEqual([reconciling(dead.checkout.id)])
  worker.clock.advance(35 * MINUTE_MS)
  await sweep()
  expect(await waitingJobs(db)).toContainEqual(reconciling(open.checkout.id))
  await loseJobs(db)
  await db.updateTable('checkoutSessions').set({ status: 'expired' }).execute()
})

it('gives back what is still owed', async () => {
  const page = await openPage(worker, store)
  const { id } = page.checkout
  const now = new Date(worker.clock.now())
  await settleCheckout(
    db,
    paidCheckout({ ...page.checkout, providerSessionId: page.sessionId }, now, { amountTotal: 1 }),
  )
  await loseJobs(db)
  worker.clock.advance(3 * MINUTE_MS)
  await sweep()
  const payload = { storeId, checkoutSessionId: id }
  expect(await waitingJobs(db)).toEqual([{ task: 'refund-unplaced-checkout', payload }])
  await loseJobs(db)
  await db.updateTable('checkoutSessions').set({ refundReference: 're_1' }).execute()
  await sweep()
  expect(await waitingJobs(db)).toEqual([])
})
