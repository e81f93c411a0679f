import { randomUUID } from 'node:crypto'

import { afterAll, expect, it } from 'vitest'

import type { Transaction } from '../database.ts'
import { insertMedia } from '../queries/media.ts'
import { lockProduct as lockProductRow } from '../queries/products.ts'
import { lockVariants } from '../queries/variants.ts'
import { lockWait } from '../testing/lock-wait.ts'
import { createTestDatabase } from '../testing/test-database.ts'
import { addMediaStore, mediaDraftOf } from '../testing/test-media.ts'
import { deleteMedia } from './delete-media.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database
const now = new Date('2026-03-01T12:00:00Z')

/** A product with one variant, which shows a picture. */
async function addPicturedVariant() {
  const store = await addMediaStore(db)
  const { id: mediaId } = await insertMedia(db, mediaDraftOf(store.storeId))
  const variant = { storeId: store.storeId, id: randomUUID(), productId: store.productId }
  await db
    .insertInto('variants')
    .values({ ...variant, position: 0, sku: 'MUG', title: '', price: 1, imageMediaId: mediaId })
    .execute()
  await db
    .insertInto('mediaReferences')
    .values({
      storeId: store.storeId,
      mediaId,
      entityType: 'variant',
      entityId: variant.id,
      role: 'image',
    })
    .execute()
  return { ...store, mediaId }
}

it('a forced deletion waits for who sells or changes a variant that shows the file, and neither dies', async () => {
  const { mediaId, ...product } = await addPicturedVariant()
  const { storeId } = product
  const deletion = { storeId, mediaId, force: true, newId: randomUUID, now }
  const remove = (trx: Transaction) => deleteMedia(trx, deletion)
  const { promise: isHeld, resolve: holds } = Promise.withResolvers<void>()
  const { promise: isMet, resolve: met } = Promise.withResolvers<void>()
  const change = db.transaction().execute(async (trx) => {
    await lockVariants(trx, product)
    holds()
    await isMet
    return await lockProductRow(trx, product)
  })
  await isHeld
  const removal = db.transaction().execute(remove)
  await lockWait(db).finally(met)
  expect(await change).toMatchObject({ id: product.productId })
  expect(await removal).toEqual({ kind: 'deleted' })
  const { imageMediaId } = await db
    .selectFrom('variants')
    .select('imageMediaId')
    .where('productId', '=', product.productId)
    .executeTakeFirstOrThrow()
  expect(imageMediaId).toBeNull()
})
