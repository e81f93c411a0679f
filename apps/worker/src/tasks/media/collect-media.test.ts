import { randomUUID } from 'node:crypto'

import type { MediaKey } from '@cartwright/db/queries/media'
import { loseJobs } from '@cartwright/db/testing/lose-jobs'
import { addMediaStore } from '@cartwright/db/testing/test-media'
import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { detachProductMedia } from '@cartwright/db/transactions/detach-product-media'
import { StorageError } from '@cartwright/platform/storage/storage-error'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import type { Runtime } from '../../runtime.ts'
import { failAt, faultyStorage } from '../../testing/faulty-storage.ts'
import {
  addFile,
  AGREEMENT,
  attach,
  contentOf,
  disagreements,
  fileOf,
} from '../../testing/test-files.ts'
import { pngOf } from '../../testing/test-picture.ts'
import { createTestWorker } from '../../testing/test-worker.ts'
import { collectMedia } from './collect-media.ts'
import { processMedia } from './process-media.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())
const { runtime, storage, clock } = worker
const { db } = runtime
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

beforeEach(async () => {
  for (const table of ['productMedia', 'mediaReferences', 'stores'] as const) {
    await db.deleteFrom(table).execute()
  }
  await db.deleteFrom('mediaTombstones').execute()
  for (const key of storage.keys()) await storage.delete(key)
  storage.failNext(0)
})

const collect = (over: Partial<Runtime> = {}) => collectMedia.run({}, { ...runtime, ...over })
const rows = async () => (await db.selectFrom('media').select('id').execute()).map(({ id }) => id)

describe('an upload that was announced', () => {
  const pending = async (draft = {}) => {
    const { storeId } = await addMediaStore(db)
    const mimeType = 'image/png'
    const awaited = { status: 'pending', source: 'presigned', mimeType, sizeBytes: 0 } as const
    return addFile(runtime, { storeId, draft: { ...awaited, declaredSizeBytes: 500, ...draft } })
  }

  it('is awaited for a day, and forgotten when it never came', async () => {
    const file = await pending()
    clock.advance(DAY_MS - 1)
    await collect()
    expect(await fileOf(db, file)).toMatchObject({ status: 'pending' })
    clock.advance(1)
    await collect()
    expect(await rows()).toEqual([])
  })

  it('is taken when it came after all', async () => {
    const file = await pending()
    const bytes = pngOf(8, 8)
    await storage.put(file.key, bytes, { contentType: 'image/png', isProvisional: true })
    clock.advance(DAY_MS)
    await loseJobs(db)
    await collect()
    const taken = { status: 'ready', sizeBytes: bytes.length, kind: 'image' }
    expect(await fileOf(db, file)).toMatchObject(taken)
    expect(await storage.head(file.key)).toMatchObject({ isFinal: true })
    const payload = { storeId: file.storeId, mediaId: file.mediaId }
    expect(await waitingJobs(db)).toContainEqual({ task: 'process-media', payload })
  })

  it('is cleaned when it came as an SVG', async () => {
    const file = await pending({ mimeType: 'image/svg+xml' })
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    await storage.put(file.key, Buffer.from(svg), { contentType: 'image/svg+xml' })
    clock.advance(DAY_MS)
    await collect()
    expect(await fileOf(db, file)).toMatchObject({ status: 'ready' })
    expect(await contentOf(storage, file.key)).not.toContain('script')
  })

  it('fails, and is deleted, when something else came', async () => {
    const file = await pending()
    await storage.put(file.key, Buffer.from('%PDF-1.4 '), { contentType: 'image/png' })
    clock.advance(DAY_MS)
    await collect()
    const failed = { status: 'failed', failure: 'kind_mismatch' }
    expect(await fileOf(db, file)).toMatchObject(failed)
    expect(storage.keys()).toEqual([])
  })
})

describe('a file kept only while something uses it', () => {
  it('is deleted with its copies when nothing has used it for seven days', async () => {
    const { storeId } = await addMediaStore(db)
    const file = await addFile(runtime, { storeId, bytes: pngOf(300, 20) })
    await worker.run('process-media', file)
    clock.advance(HOUR_MS)
    await collect()
    clock.advance(7 * DAY_MS - 1)
    await collect()
    expect(await rows()).toEqual([file.mediaId])
    clock.advance(1)
    await collect()
    expect(await rows()).toEqual([])
    expect(storage.keys()).toEqual([])
  })

  it('stays as long as something uses it', async () => {
    const store = await addMediaStore(db)
    const file = await addFile(runtime, store)
    expect(await attach(runtime, store, file.mediaId)).toBe(true)
    for (let week = 0; week < 3; week += 1) {
      clock.advance(7 * DAY_MS)
      await collect()
    }
    expect(await rows()).toEqual([file.mediaId])
    expect(storage.keys()).toEqual([file.key])
  })

  it('has its whole grace before it each time it is let go', async () => {
    const store = await addMediaStore(db)
    const file = await addFile(runtime, store)
    clock.advance(HOUR_MS)
    await collect()
    clock.advance(7 * DAY_MS - 1)
    await attach(runtime, store, file.mediaId)
    await detach(store, file)
    clock.advance(1)
    await collect()
    expect(await rows()).toEqual([file.mediaId])
    clock.advance(7 * DAY_MS)
    await collect()
    expect(await rows()).toEqual([])
  })

  it('has the grace of its own store', async () => {
    const [patient, hasty] = [
      await addMediaStore(db, { mediaGraceDays: 30 }),
      await addMediaStore(db, { mediaGraceDays: 0 }),
    ]
    const kept = await addFile(runtime, patient)
    await addFile(runtime, hasty)
    clock.advance(HOUR_MS)
    await collect()
    expect(await rows()).toEqual([kept.mediaId])
    clock.advance(30 * DAY_MS - 1)
    await collect()
    expect(await rows()).toEqual([kept.mediaId])
  })

  it('is left alone while what it was uploaded for may just be being written', async () => {
    const store = await addMediaStore(db, { mediaGraceDays: 0 })
    const file = await addFile(runtime, store)
    clock.advance(HOUR_MS - 1)
    await collect()
    expect(await rows()).toEqual([file.mediaId])
  })

  it('is collected also when it failed', async () => {
    const { storeId } = await addMediaStore(db)
    await addFile(runtime, { storeId, draft: { status: 'failed' } })
    clock.advance(HOUR_MS)
    await collect()
    clock.advance(7 * DAY_MS)
    await collect()
    expect(await rows()).toEqual([])
    expect(storage.keys()).toEqual([])
  })
})

it('a file of the library stays until somebody deletes it', async () => {
  const { storeId } = await addMediaStore(db)
  const file = await addFile(runtime, { storeId, draft: { retention: 'library' } })
  for (let week = 0; week < 3; week += 1) {
    clock.advance(30 * DAY_MS)
    await collect()
  }
  expect(await rows()).toEqual([file.mediaId])
  expect(storage.keys()).toEqual([file.key])
})

it('more files than one batch takes are all collected', async () => {
  const { storeId } = await addMediaStore(db)
  for (let count = 0; count < 130; count += 1) {
    await addFile(runtime, { storeId, bytes: Buffer.from('x') })
  }
  clock.advance(HOUR_MS)
  await collect()
  clock.advance(7 * DAY_MS)
  await collect()
  expect(await rows()).toEqual([])
  expect(storage.keys()).toEqual([])
})

describe('objects that no row knows', () => {
  const put = (key: string) => storage.put(key, Buffer.from('x'), { contentType: 'image/png' })

  it.each([
    ['stores/a-store/media/x.png'],
    ['stores/a-store/media/x.png.240.webp'],
    ['shops/pots/products/bowl-1a2b3c4d.png'],
    ['embed-uploads/project/session/x.png'],
  ])('%s is deleted after seven days', async (key) => {
    await put(key)
    clock.advance(7 * DAY_MS - 1)
    await collect()
    expect(storage.keys()).toEqual([key])
    clock.advance(1)
    await collect()
    expect(storage.keys()).toEqual([])
  })

  it('are deleted although there are more than one batch', async () => {
    for (let count = 0; count < 520; count += 1) await put(`stores/s/media/${count}.png`)
    clock.advance(7 * DAY_MS)
    await collect()
    expect(storage.keys()).toEqual([])
  })

  it('are deleted although storage keeps one of them', async () => {
    for (const name of ['a', 'b', 'c']) await put(`stores/s/media/${name}.png`)
    clock.advance(7 * DAY_MS)
    storage.failNext(1, 'delete')
    await collect()
    expect(storage.keys()).toHaveLength(1)
    await collect()
    expect(storage.keys()).toEqual([])
  })

  it('are only those where the library keeps files', async () => {
    const keys = ['backups/yesterday.png', 'stores/a/exports/orders.csv', 'stores/readme']
    for (const key of keys) await put(key)
    clock.advance(30 * DAY_MS)
    await collect()
    expect(storage.keys()).toEqual(keys)
  })

  it('are not the files of any store, wherever their key lies', async () => {
    const [one, two] = [await addMediaStore(db), await addMediaStore(db)]
    const key = `stores/${one.storeId}/media/of-another.png`
    const draft = { key, retention: 'library' } as const
    await addFile(runtime, { storeId: two.storeId, draft, bytes: pngOf(300, 10) })
    clock.advance(8 * DAY_MS)
    await collect()
    expect(storage.keys()).toEqual([key])
  })

  it('are not the copies of a picture, before it is described or after', async () => {
    const { storeId } = await addMediaStore(db)
    const draft = { retention: 'library' } as const
    const file = await addFile(runtime, { storeId, draft, bytes: pngOf(300, 10) })
    const { fails } = failAt(4)
    const faulty = { ...runtime, storage: faultyStorage(storage, fails) }
    await expect(describeWith(faulty, file)).rejects.toBeInstanceOf(StorageError)
    clock.advance(8 * DAY_MS)
    await collect()
    expect(storage.keys()).toEqual([file.key, `${file.key}.240.webp`])
    await describeWith(runtime, file)
    clock.advance(8 * DAY_MS)
    await collect()
    expect(storage.keys()).toEqual([file.key, `${file.key}.240.webp`])
  })

  it('are what was put once more where an upload had been refused', async () => {
    const { storeId } = await addMediaStore(db)
    const draft = { status: 'failed', source: 'presigned', retention: 'library' } as const
    const file = await addFile(runtime, { storeId, draft })
    clock.advance(7 * DAY_MS)
    await collect()
    expect(storage.keys()).toEqual([])
    expect(await fileOf(db, file)).toMatchObject({ status: 'failed' })
  })

  it('are copies that their picture does not have', async () => {
    const { storeId } = await addMediaStore(db)
    const draft = { retention: 'library' } as const
    const file = await addFile(runtime, { storeId, draft, bytes: pngOf(300, 10) })
    await describeWith(runtime, file)
    await put(`${file.key}.960.webp`)
    clock.advance(8 * DAY_MS)
    await collect()
    expect(storage.keys()).toEqual([file.key, `${file.key}.240.webp`])
  })
})

it('a file whose job was lost is described after all', async () => {
  const { storeId } = await addMediaStore(db)
  const file = await addFile(runtime, { storeId })
  await loseJobs(db)
  clock.advance(11 * 60_000)
  await collect()
  const payload = { storeId, mediaId: file.mediaId }
  expect(await waitingJobs(db)).toEqual([{ task: 'process-media', payload }])
  await collect()
  expect(await waitingJobs(db)).toHaveLength(1)
})

it('a collection cut off anywhere leaves nothing wrong, and the next one ends it', async () => {
  for (let number = 1; ; number += 1) {
    const { storeId } = await addMediaStore(db, { mediaGraceDays: 0 })
    for (let count = 0; count < 3; count += 1) await addFile(runtime, { storeId })
    const draft = { status: 'pending', declaredSizeBytes: 9 } as const
    await addFile(runtime, { storeId, draft })
    const orphan = `stores/${randomUUID()}/media/x.png`
    await storage.put(orphan, Buffer.from('x'), { contentType: 'image/png' })
    clock.advance(8 * DAY_MS)
    const { fails, failed } = failAt(number)
    const dying = faultyStorage(storage, fails)
    await collect({ storage: dying }).catch(() => undefined)
    const { withoutObject, withoutRow } = await disagreements(db, storage)
    expect(withoutObject).toEqual([])
    expect(withoutRow.filter((key) => key !== orphan)).toEqual([])
    clock.advance(8 * DAY_MS)
    await collect()
    expect(await disagreements(db, storage)).toEqual(AGREEMENT)
    expect(storage.keys()).toEqual([])
    if (!failed()) return
  }
})

it('what one step cannot do does not keep the others from being done', async () => {
  const { storeId } = await addMediaStore(db, { mediaGraceDays: 0 })
  await addFile(runtime, { storeId })
  const draft = { status: 'pending', declaredSizeBytes: 9 } as const
  await addFile(runtime, { storeId, draft })
  clock.advance(2 * DAY_MS)
  storage.failNext(1, 'head')
  await expect(collect()).rejects.toThrow('only in part')
  expect(storage.keys()).toEqual([])
})

function describeWith(over: Runtime, { storeId, mediaId }: MediaKey): Promise<void> {
  return processMedia.run({ storeId, mediaId }, over)
}

function detach(store: { storeId: string; productId: string }, { mediaId }: MediaKey) {
  const { storeId, productId } = store
  const now = new Date(clock.now())
  const change = { storeId, productId, mediaId, newId: runtime.ids.uuidv7, now }
  return db.transaction().execute((trx) => detachProductMedia(trx, change))
}
