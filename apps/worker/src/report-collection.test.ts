import { addMediaStore } from '@cartwright/db/testing/test-media'
import { deleteMedia } from '@cartwright/db/transactions/delete-media'
import { afterAll, expect, it } from 'vitest'

import { reportCollection, type ReportOptions } from './report-collection.ts'
import { addFile, keysIn } from './testing/test-files.ts'
import { createTestWorker } from './testing/test-worker.ts'

const worker = await createTestWorker()
afterAll(() => worker[Symbol.asyncDispose]())
const { runtime, storage, clock } = worker
const { db } = runtime

async function report(options: Partial<ReportOptions> = {}): Promise<string[]> {
  const lines: string[] = []
  const all = { store: null, isListing: false, ...options }
  for await (const line of reportCollection(runtime, all)) lines.push(line)
  return lines
}

it('says when there is nothing', async () => {
  expect(await report()).toEqual(['There is nothing to collect.'])
})

it('says what a collection would delete of each store, and deletes nothing', async () => {
  const [one, two] = [await addMediaStore(db), await addMediaStore(db)]
  const slug = (storeId: string) => `shop-${storeId}`
  const bytes = Buffer.from('four')
  const unused = { unreferencedAt: new Date(clock.now()) }
  const file = await addFile(runtime, { storeId: one.storeId, bytes, draft: unused })
  await addFile(runtime, { storeId: one.storeId, bytes, draft: unused })
  await addFile(runtime, { storeId: one.storeId, bytes })
  const pending = { status: 'pending', declaredSizeBytes: 9 } as const
  await addFile(runtime, { storeId: two.storeId, draft: pending })
  const come = await addFile(runtime, { storeId: two.storeId, draft: pending })
  await storage.put(come.key, bytes, { contentType: 'image/png' })
  const deleted = await addFile(runtime, { storeId: two.storeId })
  const now = new Date(clock.now())
  const deletion = { ...deleted, force: false, newId: runtime.ids.uuidv7, now }
  await db.transaction().execute((trx) => deleteMedia(trx, deletion))
  const orphan = `embed-uploads/${two.storeId}/session/x.png`
  await storage.put(orphan, bytes, { contentType: 'image/png' })
  clock.advance(7 * 24 * 3_600_000)

  const before = await keysIn(storage, '')
  const ofOne = [`${slug(one.storeId)}: unused files: 2, 8 bytes`]
  const ofTwo = [
    `${slug(two.storeId)}: deleted objects: 5, 0 bytes`,
    `${slug(two.storeId)}: overdue uploads: 1, 0 bytes`,
    `${slug(two.storeId)}: unknown objects: 1, 4 bytes`,
  ]
  expect(await report()).toEqual([...ofOne, ...ofTwo].toSorted())
  expect(await report({ store: slug(one.storeId) })).toEqual(ofOne)
  const listed = await report({ isListing: true })
  expect(listed).toContain(`unused file\t${slug(one.storeId)}\t${file.key}\t4`)
  expect(listed).toContain(`unknown object\t${slug(two.storeId)}\t${orphan}\t4`)
  expect(await keysIn(storage, '')).toEqual(before)

  await worker.run('collect-media', {})
  expect(await report()).toEqual(['There is nothing to collect.'])
  expect(await keysIn(storage, '')).not.toContain(orphan)
})
