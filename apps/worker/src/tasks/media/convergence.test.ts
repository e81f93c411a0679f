import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { addMediaStore } from '@cartwright/db/testing/test-media'
import { localStorage } from '@cartwright/platform/storage/local-storage'
import { memoryStorage } from '@cartwright/platform/storage/memory-storage'
import { s3Storage } from '@cartwright/platform/storage/s3-storage'
import type { Storage } from '@cartwright/platform/storage/storage'
import { createTestBucket, s3StartTimeoutMs } from '@cartwright/s3-server/test-bucket'
import { afterAll, expect, it } from 'vitest'

import { calm, mediaStorm } from '../../testing/media-storm.ts'
import { seededRandom } from '../../testing/seeded-random.ts'
import { AGREEMENT, disagreements } from '../../testing/test-files.ts'
import { createTestWorker } from '../../testing/test-worker.ts'
import { collectMedia } from './collect-media.ts'

const OPERATIONS = 500
const DAY_MS = 24 * 3_600_000

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

async function inFolder(): Promise<Storage> {
  const folder = await mkdtemp(join(tmpdir(), 'convergence-'))
  stack.defer(() => rm(folder, { recursive: true, force: true }))
  const publicBaseUrl = 'https://files.test'
  return localStorage({ folder, publicBaseUrl, signingSecret: 'secret' })
}

async function inBucket(): Promise<Storage> {
  const { access, bucket } = stack.use(await createTestBucket())
  return s3Storage({ ...access, bucket, forcePathStyle: true, publicBaseUrl: access.endpoint })
}

it.each([
  ['memory', async () => memoryStorage(), 1],
  ['a folder', inFolder, 2],
  ['an S3 bucket', inBucket, 3],
])(
  'after anything may have failed in %s, one collection makes storage and database agree',
  async (_, open, seed) => {
    const worker = stack.use(await createTestWorker())
    const { clock } = worker
    const runtime = { ...worker.runtime, storage: await open() }
    const { db, storage } = runtime
    const stores = [
      await addMediaStore(db, { mediaGraceDays: 0 }),
      await addMediaStore(db, { mediaGraceDays: 1 }),
    ]
    const random = seededRandom(seed)
    const admitted = new Set<string>()
    const went = await mediaStorm({ runtime, clock, stores, random, admitted }, OPERATIONS)
    expect([...went.values()].every((times) => times > 3)).toBe(true)
    await calm({ runtime, stores })
    // At once, without the listing that finds what nobody knows of.
    const { withoutRow } = await disagreements(db, storage)
    expect(withoutRow.filter((key) => admitted.has(key))).toEqual([])
    clock.advance(8 * DAY_MS)
    await collectMedia.run({}, runtime)
    await calm({ runtime, stores })
    expect(await disagreements(db, storage)).toEqual(AGREEMENT)
    expect(await db.selectFrom('mediaTombstones').select('key').execute()).toEqual([])
    const undecided = db.selectFrom('media').select('id').where('status', '=', 'pending')
    expect(await undecided.execute()).toEqual([])
  },
  s3StartTimeoutMs,
)
