import { addMediaStore, mediaDraftOf } from '@cartwright/db/testing/test-media'
import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestShop, type TestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const { db } = api.runtime
const DAY_MS = 24 * 3_600_000

const usage = (shop: TestShop, headers = shop.apiKey) =>
  send(api, 'GET /api/v1/media/usage', { headers })

const ago = (ms: number) => new Date(api.clock.now() - ms)

async function add(storeId: string, draft: Parameters<typeof mediaDraftOf>[1] = {}) {
  const row = mediaDraftOf(storeId, draft)
  await db.insertInto('media').values(row).execute()
  return row
}

const none = { count: 0, sizeBytes: 0 }

describe('the usage of a store', () => {
  it('is nothing at first', async () => {
    const shop = await createTestShop(api)
    const { status, body } = await usage(shop)
    expect(status).toBe(200)
    expect(body).toEqual({
      quotaBytes: 0,
      graceDays: 7,
      byStatus: { ready: none, pending: none, failed: none },
      byKind: { image: none, video: none, document: none },
      unused: none,
      deleting: 0,
      nextCollection: { unused: none, overdueUploads: 0 },
    })
  })

  it('counts files and bytes by state and by kind', async () => {
    const shop = await createTestShop(api)
    await add(shop.storeId, { sizeBytes: 10 })
    await add(shop.storeId, { sizeBytes: 5, kind: 'document' })
    await add(shop.storeId, { sizeBytes: 7, kind: 'video', status: 'failed' })
    await add(shop.storeId, { sizeBytes: 0, declaredSizeBytes: 900, status: 'pending' })
    const { body } = await usage(shop, shop.operator)
    expect(body.byStatus).toEqual({
      ready: { count: 2, sizeBytes: 15 },
      pending: { count: 1, sizeBytes: 900 },
      failed: { count: 1, sizeBytes: 7 },
    })
    expect(body.byKind).toEqual({
      image: { count: 2, sizeBytes: 910 },
      video: { count: 1, sizeBytes: 7 },
      document: { count: 1, sizeBytes: 5 },
    })
  })

  it('says what the next collection would take, by the grace of the store', async () => {
    const shop = await createTestShop(api)
    const { storeId } = shop
    const settings = { mediaGraceDays: 3, mediaQuotaBytes: 5_000 }
    await db.updateTable('stores').set(settings).where('id', '=', storeId).execute()
    await add(storeId, { sizeBytes: 1, unreferencedAt: ago(3 * DAY_MS) })
    await add(storeId, { sizeBytes: 2, unreferencedAt: ago(3 * DAY_MS - 1) })
    const used = await add(storeId, { unreferencedAt: ago(9 * DAY_MS) })
    await db
      .insertInto('mediaReferences')
      .values({ storeId, mediaId: used.id, entityType: 'store', entityId: storeId, role: 'logo' })
      .execute()
    await add(storeId, { status: 'pending', createdAt: ago(DAY_MS) })
    await add(storeId, { status: 'pending', createdAt: ago(DAY_MS - 1) })
    await db
      .insertInto('mediaTombstones')
      .values({ storeId, key: 'stores/x/media/gone.jpg', retryAt: ago(0) })
      .execute()
    const { body } = await usage(shop)
    expect(body).toMatchObject({
      quotaBytes: 5_000,
      graceDays: 3,
      unused: { count: 2, sizeBytes: 3 },
      deleting: 1,
      nextCollection: { unused: { count: 1, sizeBytes: 1 }, overdueUploads: 1 },
    })
  })

  it('says nothing of other stores', async () => {
    const shop = await createTestShop(api)
    const other = await addMediaStore(db)
    await add(other.storeId, { unreferencedAt: ago(30 * DAY_MS) })
    const { body } = await usage(shop)
    expect(body.byStatus.ready).toEqual(none)
    expect(body.unused).toEqual(none)
  })
})
