import type { MediaKey } from '@cartwright/db/queries/media'
import { jobTimes } from '@cartwright/db/testing/job-times'
import { loseJobs } from '@cartwright/db/testing/lose-jobs'
import { addMediaStore } from '@cartwright/db/testing/test-media'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { deleteMedia } from '@cartwright/db/transactions/delete-media'
import { settleMedia } from '@cartwright/db/transactions/settle-media'
import { LOST_WAIT_MS } from '@cartwright/domain/media/collection-times'
import { sha256Hex } from '@cartwright/platform/crypto/sha256'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import type { Runtime } from '../../runtime.ts'
import { failAt, faultyStorage } from '../../testing/faulty-storage.ts'
import {
  addFile,
  AGREEMENT,
  contentOf,
  disagreements,
  fileOf,
  keysIn,
} from '../../testing/test-files.ts'
import { pngBomb, pngOf } from '../../testing/test-picture.ts'
import { createTestWorker } from '../../testing/test-worker.ts'
import { processMedia } from './process-media.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())
const { runtime, storage } = worker
const { db } = runtime
const { storeId } = await addMediaStore(db)

beforeEach(async () => {
  await db.deleteFrom('media').execute()
  await db.deleteFrom('issues').execute()
  await db.deleteFrom('mediaTombstones').execute()
  for (const key of storage.keys()) await storage.delete(key)
})

const add = (bytes: Uint8Array, draft = {}) => addFile(runtime, { storeId, bytes, draft })
const process = (key: MediaKey, over: Partial<Runtime> = {}) =>
  processMedia.run({ storeId, mediaId: key.mediaId }, { ...runtime, ...over })
const deleteObjects = () => worker.run('delete-media-objects', { storeId })
const issues = () => db.selectFrom('issues').select(['kind', 'severity', 'subjectId']).execute()

describe('a picture', () => {
  it('is described, with smaller copies beside it and none larger than itself', async () => {
    const bytes = pngOf(600, 300)
    const file = await add(bytes)
    await process(file)
    const copies = { 240: `${file.key}.240.webp`, 480: `${file.key}.480.webp` }
    expect(await fileOf(db, file)).toMatchObject({
      status: 'ready',
      width: 600,
      height: 300,
      sizeBytes: bytes.length,
      sha256: sha256Hex(bytes),
      placeholder: expect.stringMatching(/^[\w+/]+=*$/),
      sizes: copies,
      processedAt: new Date(worker.clock.now()),
    })
    expect(storage.keys()).toEqual([file.key, copies[240], copies[480]])
    expect((await contentOf(storage, copies[240]))?.slice(8, 12)).toBe('WEBP')
    expect(await storage.head(copies[240])).toMatchObject({ contentType: 'image/webp' })
  })

  it('smaller than the smallest copy is kept at its own size', async () => {
    const file = await add(pngOf(100, 50))
    await process(file)
    expect((await fileOf(db, file)).sizes).toEqual({ 240: `${file.key}.240.webp` })
  })

  it.each([
    ['claims more pixels than are taken', pngBomb(30_000, 30_000), 'too_many_pixels'],
    ['is cut off', pngOf(300, 300, (at) => (at * at) % 251).subarray(0, 900), 'unreadable'],
  ])('that %s fails, is told of and leaves no copy', async (_, bytes, failure) => {
    const file = await add(bytes)
    await process(file)
    await deleteObjects()
    expect(await fileOf(db, file)).toMatchObject({ status: 'failed', failure, sizes: {} })
    const issue = { kind: 'media_failed', severity: 'warning', subjectId: file.mediaId }
    expect(await issues()).toEqual([issue])
    expect(storage.keys()).toEqual([file.key])
  })

  it('described at once by two workers is described as by one', async () => {
    const file = await add(pngOf(600, 300))
    await Promise.all([process(file), process(file)])
    expect(Object.keys((await fileOf(db, file)).sizes)).toEqual(['240', '480'])
    expect(await disagreements(db, storage)).toEqual(AGREEMENT)
  })

  it('is not worked on twice', async () => {
    const file = await add(pngOf(300, 300))
    await process(file)
    let puts = 0
    const counting = faultyStorage(storage, (call) => {
      if (call === 'put') puts += 1
      return false
    })
    await process(file, { storage: counting })
    expect(puts).toBe(0)
  })
})

describe('whatever storage fails at', () => {
  it('the next attempt describes the file as if nothing had happened', async () => {
    let calls = 0
    for (let isDone = false; !isDone; calls += 1) {
      const file = await add(pngOf(600, 300))
      const { fails, failed } = failAt(calls + 1)
      const attempt = process(file, { storage: faultyStorage(storage, fails) })
      isDone = await attempt.then(
        () => true,
        () => false,
      )
      expect(isDone).toBe(!failed())
      await process(file)
      expect(Object.keys((await fileOf(db, file)).sizes)).toEqual(['240', '480'])
      expect(await disagreements(db, storage)).toEqual(AGREEMENT)
    }
    expect(calls).toBeGreaterThan(6)
  })

  it('a file deleted before that attempt leaves nothing behind', async () => {
    for (let number = 1; number <= 6; number += 1) {
      const file = await add(pngOf(600, 300))
      const { fails } = failAt(number)
      const attempt = process(file, { storage: faultyStorage(storage, fails) })
      await expect(attempt).rejects.toThrow('Storage fails')
      await remove(file)
      await process(file)
      await deleteObjects()
      expect(storage.keys()).toEqual([])
    }
  })
})

function remove({ mediaId }: MediaKey): Promise<unknown> {
  const now = new Date(worker.clock.now())
  const deletion = { storeId, mediaId, force: true, newId: runtime.ids.uuidv7, now }
  return db.transaction().execute((trx) => deleteMedia(trx, deletion))
}

it('a file deleted while its copies are made leaves none of them behind', async () => {
  for (const moment of [1, 2, 3] as const) {
    const file = await add(pngOf(600, 300))
    let puts = 0
    const meddling: Runtime['storage'] = {
      ...storage,
      put: async (...input) => {
        puts += 1
        if (puts === moment) {
          await remove(file)
          await deleteObjects()
        }
        return storage.put(...input)
      },
    }
    await process(file, { storage: meddling })
    if (moment === 3) await remove(file)
    await deleteObjects()
    expect(storage.keys()).toEqual([])
  }
})

it('a document is described by its pages', async () => {
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj',
    '4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj',
  ]
  const pdf = `%PDF-1.4\n${objects.join('\n')}\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF`
  const file = await add(Buffer.from(pdf), { kind: 'document', mimeType: 'application/pdf' })
  await process(file)
  expect(await fileOf(db, file)).toMatchObject({ pageCount: 2, sizes: {}, width: null })
})

it('a film whose length cannot be read is described without one', async () => {
  const bytes = Buffer.from('0000001866747970697361200000020069736f6d69736f32', 'hex')
  const file = await add(bytes, { kind: 'video', mimeType: 'video/mp4' })
  await process(file)
  const described = { status: 'ready', durationMs: null, sizeBytes: 24 }
  expect(await fileOf(db, file)).toMatchObject(described)
})

it('a file that storage does not have is waited for: its disk may not be mounted', async () => {
  const file = await add(pngOf(8, 8))
  const isAway = { ...storage, head: async () => null, get: async () => null }
  await expect(process(file, { storage: isAway })).rejects.toMatchObject({ kind: 'unavailable' })
  expect(await issues()).toEqual([])
  await process(file)
  expect(await fileOf(db, file)).toMatchObject({ status: 'ready', width: 8 })
})

it('a file that is gone from storage for a day fails, and is told of as critical', async () => {
  const updatedAt = new Date(worker.clock.now() - LOST_WAIT_MS)
  const file = await add(pngOf(8, 8), { updatedAt })
  await storage.delete(file.key)
  await process(file)
  expect(await fileOf(db, file)).toMatchObject({ status: 'failed', failure: 'lost', sizeBytes: 0 })
  const issue = { kind: 'media_lost', severity: 'critical', subjectId: file.mediaId }
  expect(await issues()).toEqual([issue])
})

describe('what a sender put into storage by itself', () => {
  const QUARTER_MS = 15 * 60_000

  /** Nobody has looked at it yet. */
  const send = (file: { key: string }, bytes: string | Uint8Array, contentType = 'image/png') =>
    storage.put(file.key, Buffer.from(bytes), { contentType, isProvisional: true })

  async function presigned(bytes: string | Uint8Array, mimeType: string) {
    const file = await addFile(runtime, {
      storeId,
      draft: {
        status: 'pending',
        source: 'presigned',
        mimeType,
        sizeBytes: 0,
        declaredSizeBytes: 1_000,
        uploadExpiresAt: new Date(worker.clock.now() + QUARTER_MS),
      },
    })
    await send(file, bytes, mimeType)
    const facts = { kind: 'image' as const, mimeType, sizeBytes: 1, sha256: null }
    const outcome = { status: 'ready' as const, facts: { ...facts, width: null, height: null } }
    const settlement = {
      storeId,
      mediaId: file.mediaId,
      outcome,
      now: new Date(worker.clock.now()),
    }
    await db.transaction().execute((trx) => settleMedia(trx, settlement))
    return file
  }

  const hostile = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script/></svg>'

  it('is cleaned again when it was changed after it was accepted', async () => {
    const file = await presigned(hostile, 'image/svg+xml')
    await process(file)
    expect(await contentOf(storage, file.key)).not.toContain('script')
    const { sha256 } = await fileOf(db, file)
    await send(file, hostile, 'image/svg+xml')
    await process(file)
    expect(await contentOf(storage, file.key)).not.toContain('script')
    expect(await fileOf(db, file)).toMatchObject({ status: 'ready', sha256 })
  })

  it('is described anew when another picture took its place', async () => {
    const file = await presigned(pngOf(8, 8), 'image/png')
    await process(file)
    const other = pngOf(9, 5)
    await send(file, other)
    await process(file)
    expect(await fileOf(db, file)).toMatchObject({ width: 9, sha256: sha256Hex(other) })
  })

  const clean = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

  it.each([
    ['a picture', pngOf(8, 8), 'image/png'],
    ['a program', hostile, 'image/svg+xml'],
    ['a program that was clean', clean, 'image/svg+xml'],
  ])(
    'may be kept by who has it once it was looked at, also when it was replaced: %s',
    async (_, bytes, mimeType) => {
      const file = await presigned(bytes, mimeType)
      for (let looks = 0; looks < 2; looks += 1) {
        expect(await storage.head(file.key)).toMatchObject({ isFinal: false })
        await process(file)
        expect(await storage.head(file.key)).toMatchObject({ isFinal: true })
        await send(file, bytes, mimeType)
      }
    },
  )

  it('is left to the next attempt when something took its place while it was looked at', async () => {
    const file = await presigned(pngOf(8, 8), 'image/png')
    const other = pngOf(9, 5)
    const meddling: Runtime['storage'] = {
      ...storage,
      settle: async (...looked) => {
        await send(file, other)
        return storage.settle(...looked)
      },
    }
    await expect(process(file, { storage: meddling })).rejects.toMatchObject({
      kind: 'interrupted',
    })
    expect(await storage.head(file.key)).toMatchObject({ isFinal: false })
    await process(file)
    expect(await fileOf(db, file)).toMatchObject({ width: 9, sha256: sha256Hex(other) })
  })

  it('fails and is deleted when something else took its place', async () => {
    const file = await presigned(pngOf(8, 8), 'image/png')
    await process(file)
    await send(file, '<html>')
    await process(file)
    await deleteObjects()
    const failed = { status: 'failed', failure: 'unsupported', sizeBytes: 0, sizes: {} }
    expect(await fileOf(db, file)).toMatchObject(failed)
    expect(await keysIn(storage)).toEqual([])
  })

  it('is deleted when it is a picture that cannot be shown', async () => {
    const file = await presigned(pngBomb(30_000, 30_000), 'image/png')
    await process(file)
    await deleteObjects()
    const failed = { status: 'failed', failure: 'too_many_pixels', sizeBytes: 0 }
    expect(await fileOf(db, file)).toMatchObject(failed)
    expect(storage.keys()).toEqual([])
  })

  it('is looked at again as soon as its address expires, and once more an hour later', async () => {
    const expiresAt = worker.clock.now() + QUARTER_MS
    const file = await presigned(pngOf(8, 8), 'image/png')
    const nextLook = async () => {
      await loseJobs(db)
      await process(file)
      return jobTimes(db)
    }
    expect(await nextLook()).toEqual([expiresAt])
    worker.clock.advance(QUARTER_MS)
    expect(await nextLook()).toEqual([expiresAt + 60 * 60_000])
  })

  it('is looked at until its address surely takes nothing any more', async () => {
    const file = await presigned(pngOf(8, 8), 'image/png')
    const enqueued = async () => {
      await loseJobs(db)
      await process(file)
      return waitingJobs(db)
    }
    const again = { task: 'process-media', payload: { storeId, mediaId: file.mediaId } }
    expect(await enqueued()).toEqual([again])
    worker.clock.advance(QUARTER_MS + 60 * 60_000 - 1)
    expect(await enqueued()).toEqual([again])
    worker.clock.advance(1)
    expect(await enqueued()).toEqual([])
  })
})
