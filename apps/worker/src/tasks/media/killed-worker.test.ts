import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createTestDatabase } from '@cartwright/db/testing/test-database'
import { addMediaStore } from '@cartwright/db/testing/test-media'
import { deleteMedia } from '@cartwright/db/transactions/delete-media'
import { systemClock } from '@cartwright/platform/clock'
import { systemIds } from '@cartwright/platform/ids'
import { localStorage } from '@cartwright/platform/storage/local-storage'
import { afterAll, afterEach, expect, it, vi } from 'vitest'

import { addFile, AGREEMENT, disagreements, keysIn } from '../../testing/test-files.ts'
import { pngOf } from '../../testing/test-picture.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const { db, url } = stack.use(await createTestDatabase())
const folder = await mkdtemp(join(tmpdir(), 'killed-worker-'))
stack.defer(() => rm(folder, { recursive: true, force: true }))
const publicBaseUrl = 'https://files.test'
const storage = localStorage({ folder, publicBaseUrl, signingSecret: 'secret' })
const { storeId } = await addMediaStore(db)

const running = new Set<ChildProcess>()
afterEach(() => Promise.all([...running].map(kill)))

async function startWorker(): Promise<ChildProcess> {
  const child = fork(new URL('../../main.ts', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      PUBLIC_URL: 'https://api.test',
      DATABASE_URL: url,
      STORAGE_DIR: folder,
      AUTH_SECRET: 'a'.repeat(32),
      SEAL_KEY: '07'.repeat(32),
      STRIPE_SECRET_KEY: 'sk_test_0123456789',
      STRIPE_API_BASE: 'http://127.0.0.1:1',
      SMTP_URL: 'smtp://127.0.0.1:1',
      LOG_LEVEL: 'silent',
    },
  })
  running.add(child)
  await once(child, 'message', { signal: AbortSignal.timeout(20_000) })
  return child
}

/** Ends it in the middle of whatever it does. */
async function kill(child: ChildProcess): Promise<void> {
  running.delete(child)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

const add = (bytes?: Uint8Array) =>
  addFile({ db, storage, clock: systemClock }, { storeId, ...(bytes && { bytes }) })

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 90_000, interval: 5 })

it('copies begun by a worker that was killed are made by the next', async () => {
  const bytes = pngOf(2_000, 1_000)
  for (let count = 0; count < 6; count += 1) await add(bytes)
  const undescribed = db.selectFrom('media').select('id').where('processedAt', 'is', null)
  const first = await startWorker()
  await until(async () => {
    const copies = (await keysIn(storage)).filter((key) => key.endsWith('.webp'))
    expect(copies).not.toEqual([])
  })
  await kill(first)
  expect(await undescribed.execute()).not.toEqual([])
  await startWorker()
  await until(async () => expect(await undescribed.execute()).toEqual([]))
  expect(await disagreements(db, storage)).toEqual(AGREEMENT)
  const files = await db.selectFrom('media').select('sizes').execute()
  expect(files.map(({ sizes }) => Object.keys(sizes).length)).toEqual(Array(6).fill(4))
}, 120_000)

it('deletions begun by a worker that was killed are ended by the next', async () => {
  const files: Awaited<ReturnType<typeof add>>[] = []
  for (let count = 0; count < 250; count += 1) files.push(await add(Buffer.from('x')))
  const now = new Date()
  for (const { mediaId } of files) {
    const deletion = { storeId, mediaId, force: false, newId: systemIds.uuidv7, now }
    await db.transaction().execute((trx) => deleteMedia(trx, deletion))
  }
  const present = async () => {
    const keys = new Set(await keysIn(storage))
    return files.filter(({ key }) => keys.has(key)).length
  }
  const first = await startWorker()
  await until(async () => expect(await present()).toBeLessThan(files.length))
  await kill(first)
  expect(await present()).toBeGreaterThan(0)
  expect((await disagreements(db, storage)).withoutRow).toEqual([])
  // What it had claimed is nobody else's for ten minutes; here they have passed.
  await db.updateTable('mediaTombstones').set({ retryAt: now }).execute()
  await startWorker()
  await until(async () => expect(await present()).toBe(0))
  await until(async () => {
    expect(await db.selectFrom('mediaTombstones').select('key').execute()).toEqual([])
  })
  expect(await disagreements(db, storage)).toEqual(AGREEMENT)
}, 120_000)
