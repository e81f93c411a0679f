import { randomUUID } from 'node:crypto'

import { buryFiles, buryObjects } from '@cartwright/db/queries/media-tombstones'
import { loseJobs } from '@cartwright/db/testing/lose-jobs'
import { addMediaStore } from '@cartwright/db/testing/test-media'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { createTestWorker } from '../../testing/test-worker.ts'
import { deleteDueObjects } from './delete-due-objects.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())
const { runtime, storage, clock } = worker
const { db } = runtime
const MINUTE_MS = 60_000

beforeEach(async () => {
  await db.deleteFrom('mediaTombstones').execute()
  // Which of a file's objects is refused is chance, and one that was may be left.
  storage.failNext(0, 'delete')
  for (const key of storage.keys()) await storage.delete(key)
  await loseJobs(db)
})

/** Has as many files deleted, each with its four copies. */
async function bury(storeId: string, count: number): Promise<string[]> {
  const keys = Array.from({ length: count }, () => `stores/${storeId}/media/${randomUUID()}.png`)
  for (const key of keys) await storage.put(key, Buffer.from('x'), { contentType: 'image/png' })
  const now = new Date(clock.now())
  await db.transaction().execute((trx) => buryFiles(trx, { storeId, keys, now }))
  return keys
}

const run = (storeId: string) => worker.run('delete-media-objects', { storeId })

const graves = (storeId: string) =>
  db
    .selectFrom('mediaTombstones')
    .select(['key', 'attempts', 'lastError', 'retryAt'])
    .where('storeId', '=', storeId)
    .orderBy('attempts', 'desc')
    .execute()

const issues = (storeId: string) =>
  db
    .selectFrom('issues')
    .select(['kind', 'severity', 'status', 'occurrences'])
    .where('storeId', '=', storeId)
    .execute()

describe('deleted files', () => {
  it('are deleted from storage, however many there are, and only then forgotten', async () => {
    const { storeId } = await addMediaStore(db)
    await bury(storeId, 50)
    await run(storeId)
    expect(storage.keys()).toEqual([])
    expect(await graves(storeId)).toEqual([])
  })

  it('that are put and deleted again meanwhile are not forgotten', async () => {
    const { storeId } = await addMediaStore(db)
    const [key = ''] = await bury(storeId, 1)
    const copy = `${key}.240.webp`
    const now = new Date(clock.now())
    const buriedAgain = {
      ...storage,
      async delete(deleted: string) {
        await storage.delete(deleted)
        if (deleted !== copy) return
        // A worker that was making copies had not heard of the deletion yet.
        await storage.put(copy, Buffer.from('x'), { contentType: 'image/webp' })
        await db
          .transaction()
          .execute((trx) => buryObjects(trx, { storeId, keys: [copy], now: new Date(+now + 1) }))
      },
    }
    await deleteDueObjects({ ...runtime, storage: buriedAgain }, storeId)
    expect(await graves(storeId)).toMatchObject([{ key: copy }])
    clock.advance(1)
    await run(storeId)
    expect(storage.keys()).toEqual([])
  })

  it('of other stores are left to them', async () => {
    const [{ storeId }, other] = [await addMediaStore(db), await addMediaStore(db)]
    const keys = await bury(other.storeId, 1)
    await run(storeId)
    expect(storage.keys()).toEqual(keys)
    await run(other.storeId)
    expect(storage.keys()).toEqual([])
  })

  it('of a store that is gone are deleted as well', async () => {
    const storeId = randomUUID()
    await bury(storeId, 1)
    storage.failNext(1, 'delete')
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await run(storeId)
      clock.advance(MINUTE_MS)
    }
    expect(storage.keys()).toEqual([])
  })

  it('are deleted once by two workers at once', async () => {
    const { storeId } = await addMediaStore(db)
    await bury(storeId, 50)
    await Promise.all([run(storeId), run(storeId)])
    expect(storage.keys()).toEqual([])
    expect(await graves(storeId)).toEqual([])
  })
})

describe('what storage refuses to delete', () => {
  it('is tried again after pauses that grow', async () => {
    const { storeId } = await addMediaStore(db)
    await bury(storeId, 1)
    for (const minutes of [1, 2, 4]) {
      storage.failNext(1, 'delete')
      await run(storeId)
      const [grave] = await graves(storeId)
      expect(grave).toMatchObject({ lastError: 'unavailable' })
      expect(grave?.retryAt.getTime()).toBe(clock.now() + minutes * MINUTE_MS)
      clock.advance(minutes * MINUTE_MS)
    }
    await run(storeId)
    expect(await graves(storeId)).toEqual([])
  })

  it('has its next attempt enqueued', async () => {
    const { storeId } = await addMediaStore(db)
    await bury(storeId, 1)
    await loseJobs(db)
    storage.failNext(1, 'delete')
    await run(storeId)
    expect(await waitingJobs(db)).toEqual([{ task: 'delete-media-objects', payload: { storeId } }])
  })

  it('does not have a storage that is down asked for every single object', async () => {
    const { storeId } = await addMediaStore(db)
    await bury(storeId, 10)
    storage.failNext(1_000, 'delete')
    await run(storeId)
    const tried = (await graves(storeId)).filter(({ attempts }) => attempts > 0)
    expect(tried).toHaveLength(3)
    storage.failNext(0, 'delete')
    clock.advance(MINUTE_MS)
    await run(storeId)
    expect(storage.keys()).toEqual([])
  })

  it('is told of once after five refusals, and taken back when it is gone', async () => {
    const { storeId } = await addMediaStore(db)
    await bury(storeId, 1)
    const refuse = async () => {
      storage.failNext(1_000, 'delete')
      await run(storeId)
      clock.advance(6 * 60 * MINUTE_MS)
    }
    for (let attempt = 0; attempt < 4; attempt += 1) await refuse()
    expect(await issues(storeId)).toEqual([])
    for (let attempt = 0; attempt < 3; attempt += 1) await refuse()
    const issue = { kind: 'storage_refused', severity: 'critical', occurrences: 1 }
    expect(await issues(storeId)).toEqual([{ ...issue, status: 'open' }])
    storage.failNext(0, 'delete')
    await run(storeId)
    expect(await issues(storeId)).toEqual([{ ...issue, status: 'resolved' }])
  })
})
