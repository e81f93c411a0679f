import { randomUUID } from 'node:crypto'

import { afterAll, describe, expect, it } from 'vitest'

import { insertMedia } from '../queries/media.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { addMediaStore, mediaDraftOf, type MediaStore } from '../testing/test-media.ts'
import { inTransaction } from '../transaction.ts'
import { attachProductMedia } from './attach-product-media.ts'
import { deleteMedia } from './delete-media.ts'
import { detachProductMedia } from './detach-product-media.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database
const now = new Date('2026-03-01T12:00:00Z')

const picture = async ({ storeId }: MediaStore) => (await insertMedia(db, mediaDraftOf(storeId))).id

const attach = (store: MediaStore, mediaId: string, terms: { isMain?: boolean } = {}) =>
  inTransaction(db, (trx) =>
    attachProductMedia(trx, {
      ...store,
      mediaId,
      isMain: false,
      sortOrder: 100,
      newId: randomUUID,
      now,
      ...terms,
    }),
  )

/** A buyer's picture in the form of the product. */
async function submit({ storeId, productId }: MediaStore, mediaId: string): Promise<string> {
  const [id, sessionId] = [randomUUID(), randomUUID()]
  const actor = { externalId: 'buyer' }
  await db
    .insertInto('formSubmissions')
    .values({ storeId, id, sessionId, productId, actor, data: {} })
    .execute()
  const use = { entityType: 'form_submission', entityId: id, role: 'photo' } as const
  const createdAt = new Date(now.getTime() + 1)
  await db
    .insertInto('mediaReferences')
    .values({ storeId, mediaId, ...use, createdAt })
    .execute()
  return id
}

const remove = ({ storeId }: MediaStore, mediaId: string, force: boolean) =>
  inTransaction(db, (trx) => deleteMedia(trx, { storeId, mediaId, force, newId: randomUUID, now }))

const linksOf = ({ storeId }: MediaStore) =>
  db.selectFrom('productMedia').selectAll().where('storeId', '=', storeId).execute()

const usesOf = ({ storeId }: MediaStore) =>
  db.selectFrom('mediaReferences').selectAll().where('storeId', '=', storeId).execute()

describe('a gallery', () => {
  it('has one main picture, however many become it at once', async () => {
    const store = await addMediaStore(db)
    const pictures = await Promise.all(Array.from({ length: 12 }, () => picture(store)))
    await Promise.all(pictures.map((id) => attach(store, id, { isMain: true })))
    const links = await linksOf(store)
    expect(links).toHaveLength(12)
    expect(links.filter(({ isMain }) => isMain)).toHaveLength(1)
  })

  it('has a file once, and attaching it again changes its place', async () => {
    const store = await addMediaStore(db)
    const id = await picture(store)
    const answers = await Promise.all(Array.from({ length: 6 }, () => attach(store, id)))
    expect(answers.filter((it) => it.ok && it.value.isNew)).toHaveLength(1)
    expect(await attach(store, id, { isMain: true })).toMatchObject({
      ok: true,
      value: { isNew: false, link: { isMain: true } },
    })
    expect(await linksOf(store)).toHaveLength(1)
    expect(await usesOf(store)).toHaveLength(1)
  })

  it('lets go of a file and of its use together', async () => {
    const store = await addMediaStore(db)
    const id = await picture(store)
    await attach(store, id)
    const detach = () =>
      inTransaction(db, (trx) =>
        detachProductMedia(trx, { ...store, mediaId: id, newId: randomUUID, now }),
      )
    expect([await detach(), await detach()]).toEqual([true, false])
    expect([await linksOf(store), await usesOf(store)]).toEqual([[], []])
  })

  it('takes nothing of another store, nothing unfinished and no product that is not there', async () => {
    const [mine, other] = [await addMediaStore(db), await addMediaStore(db)]
    const foreign = await picture(other)
    const pending = await insertMedia(db, mediaDraftOf(mine.storeId, { status: 'pending' }))
    const refused = { ok: false, error: { code: 'not_found' } }
    expect(await attach(mine, foreign)).toMatchObject(refused)
    expect(await attach(mine, pending.id)).toMatchObject(refused)
    const nowhere = { storeId: mine.storeId, productId: other.productId }
    expect(await attach(nowhere, await picture(mine))).toMatchObject(refused)
    expect(await linksOf(mine)).toEqual([])
  })
})

describe('deleting a file', () => {
  it('is refused while something uses it, naming all that does', async () => {
    const store = await addMediaStore(db)
    const id = await picture(store)
    await attach(store, id)
    const { productId } = store
    const submissionId = await submit(store, id)
    expect(await remove(store, id, false)).toEqual({
      kind: 'in_use',
      usedBy: [
        { type: 'product', id: productId, name: 'Mug', productId },
        { type: 'form_submission', id: submissionId, name: 'Form of Mug', productId: null },
      ],
    })
  })

  it('by force takes it away from everything, and buries its objects', async () => {
    const store = await addMediaStore(db)
    const { storeId, productId } = store
    const id = await picture(store)
    await attach(store, id)
    await db.updateTable('stores').set({ logoMediaId: id }).where('id', '=', storeId).execute()
    expect(await remove(store, id, true)).toEqual({ kind: 'deleted' })
    expect([await linksOf(store), await usesOf(store)]).toEqual([[], []])
    const tombstones = await db
      .selectFrom('mediaTombstones')
      .select('key')
      .where('storeId', '=', storeId)
      .execute()
    expect(tombstones).toHaveLength(5)
    const product = await db
      .selectFrom('products')
      .select('version')
      .where('id', '=', productId)
      .executeTakeFirstOrThrow()
    expect(product.version).toBe(3)
  })

  it('racing with an attach leaves either both or neither, never a link to nothing', async () => {
    for (let round = 0; round < 20; round += 1) {
      const store = await addMediaStore(db)
      const id = await picture(store)
      const [attached, removed] = await Promise.all([
        attach(store, id),
        remove(store, id, round % 2 === 0),
      ])
      const [links, uses] = [await linksOf(store), await usesOf(store)]
      const isThere = removed.kind === 'in_use'
      expect(links).toHaveLength(isThere ? 1 : 0)
      expect(uses).toHaveLength(isThere ? 1 : 0)
      expect(attached.ok || !isThere).toBe(true)
    }
  })

  it('knows nothing of another store', async () => {
    const [mine, other] = [await addMediaStore(db), await addMediaStore(db)]
    expect(await remove(mine, await picture(other), true)).toEqual({ kind: 'not_found' })
  })
})
