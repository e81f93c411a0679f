import { randomUUID } from 'node:crypto'

import { findMedia, type MediaRow } from '@cartwright/db/queries/media'
import { type MediaStore, mediaDraftOf } from '@cartwright/db/testing/test-media'
import { inTransaction } from '@cartwright/db/transaction'
import { admitMedia } from '@cartwright/db/transactions/admit-media'
import { deleteMedia } from '@cartwright/db/transactions/delete-media'
import { detachProductMedia } from '@cartwright/db/transactions/detach-product-media'
import type { FakeClock } from '@cartwright/platform/clock'
import { StorageError } from '@cartwright/platform/storage/storage-error'

import type { Runtime } from '../runtime.ts'
import { collectMedia } from '../tasks/media/collect-media.ts'
import { deleteMediaObjects } from '../tasks/media/delete-media-objects.ts'
import { processMedia } from '../tasks/media/process-media.ts'
import { type FaultyCall, faultyStorage } from './faulty-storage.ts'
import { attach } from './test-files.ts'
import { pngBomb, pngOf } from './test-picture.ts'

const QUARTER_MS = 15 * 60_000

export interface Storm {
  readonly runtime: Runtime
  readonly clock: FakeClock
  readonly stores: readonly MediaStore[]
  readonly random: () => number
  /** Gets the key of every upload through the API that got a row. */
  readonly admitted: Set<string>
}

/** The moment at which a process is killed: nothing is cleaned up. */
class Killed extends Error {}

const pictures = [pngOf(8, 8), pngOf(250, 10), pngOf(500, 4), pngBomb(30_000, 30_000)]
const notPictures = [Buffer.from('<html></html>'), Buffer.from('%PDF-1.4\n'), Buffer.alloc(0)]

/** Does so many things to a media library at random, four at a time, with a storage that fails at
 *  every seventh call and processes that are killed. Answers how often each thing went through. */
export async function mediaStorm(storm: Storm, count: number): Promise<Map<string, number>> {
  const { random, runtime } = storm
  const storage = faultyStorage(runtime.storage, (call) => failsAt(call, random))
  const faulty = { ...storm, runtime: { ...runtime, storage } }
  const went = new Map<string, number>()
  for (let done = 0; done < count; done += 4) {
    const chosen = [1, 2, 3, 4].map(() => pick(operations, random))
    await Promise.all(
      chosen.map(async ([name, operate]) => {
        if (await survives(operate(faulty))) went.set(name, (went.get(name) ?? 0) + 1)
      }),
    )
    storm.clock.advance(random() * 2 * QUARTER_MS)
  }
  return went
}

function failsAt(call: FaultyCall, random: () => number): boolean {
  // Listings are rare and long; they would hardly ever come to their end.
  return call !== 'list' && random() < 1 / 7
}

async function survives(operation: Promise<unknown>): Promise<boolean> {
  try {
    await operation
    return true
  } catch (error) {
    const causes: unknown[] = error instanceof AggregateError ? error.errors : [error]
    const isMeant = (cause: unknown) => cause instanceof StorageError || cause instanceof Killed
    if (causes.every(isMeant)) return false
    throw error
  }
}

type Operation = (storm: Storm) => Promise<unknown>

const operations: readonly (readonly [string, Operation])[] = [
  ['upload', upload],
  ['upload', upload],
  ['upload', upload],
  ['announce', announce],
  ['announce', announce],
  ['replace', replaceAnnounced],
  ['attach', attachAny],
  ['attach', attachAny],
  ['detach', detachAny],
  ['detach', detachAny],
  ['delete', (storm) => deleteAny(storm, false)],
  ['force', (storm) => deleteAny(storm, true)],
  ['process', processAny],
  ['process', processAny],
  ['process', processAny],
  ['bury', buryAny],
  ['collect', ({ runtime }) => collectMedia.run({}, runtime)],
]

function pick<T>(from: readonly T[], random: () => number): T {
  const [chosen] = from.slice(Math.floor(random() * from.length))
  if (chosen === undefined) throw new Error('There is nothing to choose from')
  return chosen
}

/** As an upload through the API: the object, then its row; what fails takes the object along, if
 *  storage lets it. */
async function upload({ runtime, stores, random, admitted }: Storm): Promise<void> {
  const { db, storage, clock } = runtime
  const { storeId } = pick(stores, random)
  const retention = random() < 0.3 ? 'library' : 'managed'
  const draft = { ...mediaDraftOf(storeId, { mimeType: 'image/png', retention }), ...at(clock) }
  const bytes = pick(pictures, random)
  await storage.put(draft.key, bytes, { contentType: draft.mimeType })
  if (random() < 0.15) throw new Killed()
  if (random() < 0.15) {
    await storage.delete(draft.key)
    return
  }
  const drafts = [{ ...draft, sizeBytes: bytes.length }]
  await inTransaction(db, (trx) => admitMedia(trx, { storeId, drafts }))
  admitted.add(draft.key)
}

/** A presigned upload that may come, wrong or right, or never. */
async function announce({ runtime, stores, random }: Storm): Promise<void> {
  const { db, storage, clock } = runtime
  const { storeId } = pick(stores, random)
  const row = {
    ...mediaDraftOf(storeId, { mimeType: 'image/png', status: 'pending', source: 'presigned' }),
    ...at(clock),
    sizeBytes: 0,
    declaredSizeBytes: 10_000,
    uploadExpiresAt: new Date(clock.now() + QUARTER_MS),
  }
  await inTransaction(db, (trx) => admitMedia(trx, { storeId, drafts: [row] }))
  if (random() < 0.3) return
  const bytes = pick(random() < 0.7 ? pictures : notPictures, random)
  await storage.put(row.key, bytes, { contentType: row.mimeType, isProvisional: true })
}

/** Something else in the place of an announced upload, while its address still takes it. */
async function replaceAnnounced({ runtime, random }: Storm): Promise<void> {
  const { db, storage, clock } = runtime
  const open = await db
    .selectFrom('media')
    .select('key')
    .where('uploadExpiresAt', '>', new Date(clock.now()))
    .execute()
  if (open.length === 0) return
  const bytes = pick([...pictures, ...notPictures], random)
  const options = { contentType: 'image/png', isProvisional: true }
  await storage.put(pick(open, random).key, bytes, options)
}

function at(clock: Runtime['clock']) {
  const now = new Date(clock.now())
  return { createdAt: now, updatedAt: now }
}

async function anyFile({ runtime, random }: Storm): Promise<MediaRow | undefined> {
  const keys = await runtime.db.selectFrom('media').select(['storeId', 'id']).execute()
  if (keys.length === 0) return undefined
  const { storeId, id } = pick(keys, random)
  return findMedia(runtime.db, { storeId, mediaId: id })
}

async function attachAny(storm: Storm): Promise<void> {
  const file = await anyFile(storm)
  const store = storm.stores.find(({ storeId }) => storeId === file?.storeId)
  if (file !== undefined && store !== undefined) await attach(storm.runtime, store, file.id)
}

async function detachAny(storm: Storm): Promise<void> {
  const { db, clock } = storm.runtime
  const links = await db
    .selectFrom('productMedia')
    .select(['storeId', 'productId', 'mediaId'])
    .execute()
  if (links.length === 0) return
  const detachment = { ...pick(links, storm.random), newId: randomUUID, now: new Date(clock.now()) }
  await inTransaction(db, (trx) => detachProductMedia(trx, detachment))
}

async function deleteAny(storm: Storm, force: boolean): Promise<void> {
  const { db, clock } = storm.runtime
  const file = await anyFile(storm)
  if (file === undefined) return
  const { storeId, id: mediaId } = file
  const deletion = { storeId, mediaId, force, newId: randomUUID, now: new Date(clock.now()) }
  await inTransaction(db, (trx) => deleteMedia(trx, deletion))
}

async function processAny(storm: Storm): Promise<void> {
  const file = await anyFile(storm)
  if (file === undefined) return
  await processMedia.run({ storeId: file.storeId, mediaId: file.id }, storm.runtime)
}

async function buryAny({ runtime, stores, random }: Storm): Promise<void> {
  await deleteMediaObjects.run({ storeId: pick(stores, random).storeId }, runtime)
}

/** Works off what the queue would have by then: every file is described, every address closed. */
export async function calm({ runtime, stores }: Pick<Storm, 'runtime' | 'stores'>): Promise<void> {
  const files = await runtime.db.selectFrom('media').select(['storeId', 'id']).execute()
  for (const { storeId, id } of files) await processMedia.run({ storeId, mediaId: id }, runtime)
  for (const { storeId } of stores) await deleteMediaObjects.run({ storeId }, runtime)
}
