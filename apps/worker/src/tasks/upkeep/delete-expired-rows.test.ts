import { randomUUID } from 'node:crypto'

import { afterAll, expect, it } from 'vitest'

import { addSellingStore } from '../../testing/test-selling.ts'
import { createTestWorker } from '../../testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())

const { db } = worker.database
const DAY_MS = 24 * 3_600_000
const { storeId } = await addSellingStore(worker)
const ago = (days: number) => new Date(worker.clock.now() - days * DAY_MS)

it('forgets what has served its time, and nothing else', async () => {
  const key = { storeId, caller: 'c', operation: 'o', requestHash: 'h', status: 'done' } as const
  const lock = { lockedUntil: ago(2) }
  await db
    .insertInto('idempotencyKeys')
    .values([
      { ...key, ...lock, key: 'old', expiresAt: ago(1) },
      { ...key, ...lock, key: 'young', expiresAt: ago(-1) },
    ])
    .execute()
  const event = { provider: 'stripe', type: 'x', payload: '{}', status: 'processed' } as const
  await db
    .insertInto('inboxEvents')
    .values([
      { ...event, eventId: 'old', receivedAt: ago(31) },
      { ...event, eventId: 'waiting', receivedAt: ago(31), status: 'received' },
      { ...event, eventId: 'young', receivedAt: ago(29) },
    ])
    .execute()
  const news = { storeId, type: 'order.placed', payload: '{}' }
  const [old, waiting, young] = [randomUUID(), randomUUID(), randomUUID()]
  await db
    .insertInto('outboxEvents')
    .values([
      { ...news, id: old, dispatchedAt: ago(31) },
      { ...news, id: waiting, dispatchedAt: null, createdAt: ago(31) },
      { ...news, id: young, dispatchedAt: ago(29) },
    ])
    .execute()
  await worker.run('delete-expired-rows', {})
  const keys = await db.selectFrom('idempotencyKeys').select('key').execute()
  expect(keys).toEqual([{ key: 'young' }])
  const events = await db.selectFrom('inboxEvents').select('eventId').orderBy('eventId').execute()
  expect(events).toEqual([{ eventId: 'waiting' }, { eventId: 'young' }])
  const told = await db.selectFrom('outboxEvents').select('id').execute()
  expect(told.map(({ id }) => id).sort()).toEqual([waiting, young].sort())
})

it('forgets embed sessions a month after their end, never what was sent in them', async () => {
  const product = {
    storeId,
    id: randomUUID(),
    slug: 'cup',
    title: 'Cup',
    status: 'active',
  } as const
  await db.insertInto('products').values(product).execute()
  const actor = { externalId: 'usr_456' }
  const about = { storeId, productId: product.id, actor }
  const session = (days: number) => ({
    ...about,
    id: randomUUID(),
    mode: 'fill' as const,
    maySubmit: true,
    redirectUrl: null,
    renewTokenHash: Buffer.from(randomUUID()),
    expiresAt: ago(days),
    createdBy: 'api_key:1',
  })
  const [old, young] = [session(31), session(29)]
  await db.insertInto('embedSessions').values([old, young]).execute()
  const submission = { ...about, id: randomUUID(), sessionId: old.id, data: {} }
  await db.insertInto('formSubmissions').values(submission).execute()
  await worker.run('delete-expired-rows', {})
  const kept = await db.selectFrom('embedSessions').select('id').execute()
  expect(kept).toEqual([{ id: young.id }])
  const sent = await db.selectFrom('formSubmissions').select('id').execute()
  expect(sent).toEqual([{ id: submission.id }])
})
