import { randomUUID } from 'node:crypto'

import { afterAll, expect, it } from 'vitest'

import type { Transaction } from '../database.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { addMediaStore, mediaDraftOf } from '../testing/test-media.ts'
import { inTransaction } from '../transaction.ts'
import { attachProductMedia } from './attach-product-media.ts'
import { deleteMedia } from './delete-media.ts'
import { markUnreferenced } from './mark-unreferenced.ts'
import { sweepUnreferenced } from './sweep-unreferenced.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database
const now = new Date()
const store = await addMediaStore(db)
const { storeId, productId } = store

/** A file whose grace is over. */
async function addUnused(): Promise<string> {
  const longAgo = new Date(now.getTime() - 30 * 24 * 3_600_000)
  const draft = mediaDraftOf(storeId, { unreferencedAt: longAgo, createdAt: longAgo })
  await db.insertInto('media').values(draft).execute()
  return draft.id
}

const sweeping = (trx: Transaction) => sweepUnreferenced(trx, { storeId, now })

const attaching = (mediaId: string) => (trx: Transaction) => {
  const link = { storeId, productId, mediaId, isMain: false, sortOrder: 100 }
  return attachProductMedia(trx, { ...link, newId: randomUUID, now })
}

const deleting = (mediaId: string) => (trx: Transaction) =>
  deleteMedia(trx, { storeId, mediaId, force: true, newId: randomUUID, now })

async function stateOf(mediaId: string) {
  const there = await db.selectFrom('media').select('id').where('id', '=', mediaId).execute()
  const uses = async (table: 'mediaReferences' | 'productMedia') =>
    (await db.selectFrom(table).select('mediaId').where('mediaId', '=', mediaId).execute()).length
  return {
    isThere: there.length === 1,
    references: await uses('mediaReferences'),
    links: await uses('productMedia'),
  }
}

const USED = { isThere: true, references: 1, links: 1 }
const GONE = { isThere: false, references: 0, links: 0 }

/** A transaction that has done its work and waits to be told to commit. */
async function hold<T>(work: (trx: Transaction) => Promise<T>) {
  const done = Promise.withResolvers<T>()
  const release = Promise.withResolvers<void>()
  const ended = db.transaction().execute(async (trx) => {
    done.resolve(await work(trx))
    await release.promise
  })
  ended.catch(done.reject)
  return {
    result: await done.promise,
    commit: () => {
      release.resolve()
      return ended
    },
  }
}

it('an attachment that comes first keeps the file, while it is written and afterwards', async () => {
  const mediaId = await addUnused()
  const attachment = await hold(attaching(mediaId))
  expect(attachment.result).toMatchObject({ ok: true })
  expect(await inTransaction(db, sweeping)).toEqual([])
  await attachment.commit()
  expect(await inTransaction(db, sweeping)).toEqual([])
  expect(await stateOf(mediaId)).toEqual(USED)
})

it('an attachment that comes second finds the file gone', async () => {
  const mediaId = await addUnused()
  const sweep = await hold(sweeping)
  expect(sweep.result).toHaveLength(1)
  const attachment = inTransaction(db, attaching(mediaId))
  await sweep.commit()
  expect(await attachment).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect(await stateOf(mediaId)).toEqual(GONE)
})

it('a file that something uses stays, although it is still noted as unused', async () => {
  const mediaId = await addUnused()
  const use = { entityType: 'collection', entityId: randomUUID(), role: 'image' } as const
  await db
    .insertInto('mediaReferences')
    .values({ storeId, mediaId, ...use })
    .execute()
  expect(await inTransaction(db, sweeping)).toEqual([])
  expect(await stateOf(mediaId)).toEqual({ isThere: true, references: 1, links: 0 })
})

it('attachments racing with sweeps win or fail cleanly, never pointing at nothing', async () => {
  for (let round = 0; round < 40; round += 1) {
    const mediaId = await addUnused()
    const sweep = () => inTransaction(db, sweeping)
    const attach = () => inTransaction(db, attaching(mediaId))
    const isSweepFirst = round % 2 === 0
    const [first, second] = isSweepFirst ? [sweep, attach] : [attach, sweep]
    const results = await Promise.all([first(), second()])
    const attached = results[isSweepFirst ? 1 : 0]
    const isAttached = attached !== undefined && 'ok' in attached && attached.ok
    await sweep()
    expect(await stateOf(mediaId)).toEqual(isAttached ? USED : GONE)
  }
})

it('forced deletions racing with attachments leave nothing that points at nothing', async () => {
  for (let round = 0; round < 40; round += 1) {
    const mediaId = await addUnused()
    const remove = () => inTransaction(db, deleting(mediaId))
    const attach = () => inTransaction(db, attaching(mediaId))
    await Promise.all(round % 2 === 0 ? [remove(), attach()] : [attach(), remove()])
    expect(await stateOf(mediaId)).toEqual(GONE)
  }
})

it('forced deletions and attachments of a file that the product already shows never lock each other', async () => {
  const once = <T>(work: (trx: Transaction) => Promise<T>) => db.transaction().execute(work)
  for (let round = 0; round < 40; round += 1) {
    const mediaId = await addUnused()
    await once(attaching(mediaId))
    const [remove, attach] = [() => once(deleting(mediaId)), () => once(attaching(mediaId))]
    await Promise.all(round % 2 === 0 ? [remove(), attach()] : [attach(), remove()])
    expect(await stateOf(mediaId)).toEqual(GONE)
  }
})

it('what is being attached is not marked, and what is marked is marked once', async () => {
  const mediaId = await addUnused()
  await db
    .updateTable('media')
    .set({ unreferencedAt: null })
    .where('storeId', '=', storeId)
    .where('id', '=', mediaId)
    .execute()
  const marking = (trx: Transaction) => markUnreferenced(trx, { createdBefore: now, now })
  const attachment = await hold(attaching(mediaId))
  await inTransaction(db, marking)
  await attachment.commit()
  const row = await db
    .selectFrom('media')
    .select('unreferencedAt')
    .where('id', '=', mediaId)
    .executeTakeFirstOrThrow()
  expect(row.unreferencedAt).toBeNull()
  expect(await inTransaction(db, marking)).toBe(0)
})

it('two sweeps at once delete every file once', async () => {
  const ids = await Promise.all(Array.from({ length: 60 }, addUnused))
  const sweeps = await Promise.all([1, 2, 3].map(() => inTransaction(db, sweeping)))
  const swept = sweeps.flat().map(({ id }) => id)
  expect(swept.toSorted()).toEqual(ids.toSorted())
})
