import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addImage } from '../../testing/test-media.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { db, ids } = api.runtime
const { storeId } = shop

const get = () => send(api, 'GET /api/v1/storefront/store', { headers: shop.storefront })

describe('the store of a shop front', () => {
  it('shows what buyers may know, and nothing else', async () => {
    const { status, body } = await get()
    expect(status).toBe(200)
    expect(body.data.store).toEqual({
      id: storeId,
      slug: shop.slug,
      name: expect.any(String),
      description: null,
      logo: null,
      currency: 'GBP',
      country: 'GB',
      locale: 'en-GB',
      supportEmail: null,
      domain: null,
      taxIncluded: true,
      shipsTo: [],
      policies: { returns: null, privacy: null, terms: null },
      payments: { ready: false },
    })
  })

  it('ships where its zones are, with its logo, once payments work', async () => {
    for (const countries of [
      ['GB', 'IE'],
      ['*', 'GB'],
    ]) {
      const zone = { storeId, id: ids.uuidv7(), name: 'Zone', countries }
      await db.insertInto('shippingZones').values(zone).execute()
    }
    const account = { accountId: 'acct_1', storeId, chargesEnabled: true }
    await db.insertInto('stripeAccounts').values(account).execute()
    const logoMediaId = await addImage(api, shop)
    await db.updateTable('stores').set({ logoMediaId }).where('id', '=', storeId).execute()
    expect((await get()).body.data.store).toMatchObject({
      shipsTo: ['*', 'GB', 'IE'],
      payments: { ready: true },
      logo: { id: logoMediaId, alt: 'A mug' },
    })
  })
})
