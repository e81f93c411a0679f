import { randomUUID } from 'node:crypto'

import { raiseIssue } from '@cartwright/db/queries/issues'
import { enqueue } from '@cartwright/db/queue'
import { lockJobs } from '@cartwright/db/testing/lose-jobs'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, afterEach, expect, it, vi } from 'vitest'

import { reportGiveUp } from './report-give-up.ts'
import { type RunningWorker, startWorker } from './start-worker.ts'
import { tasks } from './tasks.ts'
import { addSellingStore, issueKinds, openPage, stateOf } from './testing/test-selling.ts'
import { createTestWorker } from './testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const running: RunningWorker[] = []
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop()
})

async function start(): Promise<RunningWorker> {
  const started = await startWorker(worker.runtime)
  running.push(started)
  return started
}

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 50 })

async function enqueuePaid() {
  const store = await addSellingStore(worker)
  const page = await openPage(worker, store)
  worker.gateway.pay(page.sessionId)
  const payload = { storeId: store.storeId, checkoutSessionId: page.checkout.id }
  await enqueue(db, { name: 'reconcile-checkout', payload })
  return page
}

it('works off what is enqueued', async () => {
  await start()
  const page = await enqueuePaid()
  await until(async () => expect(await stateOf(worker, page)).toMatchObject({ orders: 1 }))
})

it('takes over the jobs of a worker that died in the middle', async () => {
  const page = await enqueuePaid()
  await lockJobs(db, { workerId: 'worker-that-died', secondsAgo: 60 })
  await start()
  await until(async () => expect(await stateOf(worker, page)).toMatchObject({ orders: 1 }))
})

it('lets a running job finish before it stops', async () => {
  const page = await enqueuePaid()
  const original = worker.gateway.retrieveCheckoutSession.bind(worker.gateway)
  const asked = Promise.withResolvers<void>()
  Object.assign(worker.gateway, {
    retrieveCheckoutSession: async (...input: Parameters<typeof original>) => {
      asked.resolve()
      await new Promise((resolve) => setTimeout(resolve, 300))
      return original(...input)
    },
  })
  const started = await start()
  await asked.promise
  await started.stop()
  running.pop()
  Object.assign(worker.gateway, { retrieveCheckoutSession: original })
  expect(await stateOf(worker, page)).toMatchObject({ orders: 1 })
})

it('tells the operators, and not the world, of a job that failed for the last time', async () => {
  const store = await addSellingStore(worker)
  const { storeId } = store
  const page = await openPage(worker, store)
  await db
    .updateTable('checkoutSessions')
    .set({ accountId: 'acct_gone' })
    .where('id', '=', page.checkout.id)
    .execute()
  await start()
  const payload = { storeId, checkoutSessionId: page.checkout.id }
  await enqueue(db, { name: 'reconcile-checkout', payload, maxAttempts: 1 })
  await until(async () => expect(await issueKinds(worker, store)).toEqual(['job_given_up']))
  const issue = await db
    .selectFrom('issues')
    .select(['severity', 'detail'])
    .where('storeId', '=', storeId)
    .executeTakeFirstOrThrow()
  expect(issue.severity).toBe('critical')
  expect(issue.detail).not.toContain('acct_gone')
})

it('keeps the address a job is for out of the log', async () => {
  const [task] = tasks.filter(({ name }) => name === 'send-password-reset')
  if (task === undefined) throw new Error('there is no such task')
  const payload = { email: 'ada@example.com' }
  await reportGiveUp(worker.runtime, { task, payload, error: new Error('no mail server') })
  expect(worker.log.text()).toContain('send-password-reset')
  expect(worker.log.text()).not.toContain('ada@example.com')
})

it('names no store where a job is of none', async () => {
  const [task] = tasks.filter(({ name }) => name === 'sweep-waiting')
  if (task === undefined) throw new Error('there is no sweep')
  const before = await db.selectFrom('issues').selectAll().execute()
  await reportGiveUp(worker.runtime, { task, payload: { storeId: 'x' }, error: new Error('x') })
  expect(await db.selectFrom('issues').selectAll().execute()).toEqual(before)
})

it('counts up an open issue, and opens another once that was resolved', async () => {
  const store = await addSellingStore(worker)
  const now = new Date(worker.clock.now())
  const report = { storeId: store.storeId, kind: 'k', title: 't', severity: 'info', now } as const
  for (const _ of [1, 2]) await raiseIssue(db, { ...report, id: randomUUID() })
  const issues = () =>
    db
      .selectFrom('issues')
      .select(['occurrences', 'status'])
      .where('storeId', '=', store.storeId)
      .orderBy('id')
      .execute()
  expect(await issues()).toEqual([{ occurrences: 2, status: 'open' }])
  await db.updateTable('issues').set({ status: 'resolved' }).where('kind', '=', 'k').execute()
  await raiseIssue(db, { ...report, id: randomUUID() })
  expect(await issues()).toHaveLength(2)
})

it('has a task for every job it is ever given', async () => {
  await start()
  const known = new Set(tasks.map(({ name }) => name))
  const unknown = (await waitingJobs(db)).filter(({ task }) => !known.has(task))
  expect(unknown).toEqual([])
  expect(known.size).toBe(tasks.length)
})
