import { lockStore } from '@cartwright/db/queries/stores'
import { lockWait } from '@cartwright/db/testing/lock-wait'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { checkoutTraces } from '../testing/checkout-traces.ts'
import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import {
  checkOut,
  createSellingShop,
  fillCart,
  type SellingShop,
  slowProvider,
} from '../testing/test-buying.ts'
import { addGoods } from '../testing/test-goods.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const { db } = api.runtime
const { sessionsOf, nothingOf } = checkoutTraces(db)

let shop: SellingShop
beforeEach(async () => {
  shop = await createSellingShop(api)
})

describe('a cart changed while its page is being made', () => {
  it('gets no page: the buyer reads the cart again', async () => {
    const { cartId } = await fillCart(api, shop)
    const original = api.gateway.createCheckoutSession.bind(api.gateway)
    Object.assign(api.gateway, {
      createCheckoutSession: async (request: Parameters<typeof original>[0]) => {
        Object.assign(api.gateway, { createCheckoutSession: original })
        const made = await original(request)
        const change = { headers: shop.storefront, body: { note: 'As a present, please' } }
        await send(api, `PATCH /api/v1/storefront/cart/${cartId}`, change)
        return made
      },
    })
    expect(await checkOut(api, shop, { cartId })).toMatchObject({
      status: 409,
      body: { error: { code: 'cart_changed', details: { cart: { id: cartId } } } },
    })
    const [session] = await sessionsOf(cartId)
    expect(session).toMatchObject({ status: 'superseded', providerSessionId: expect.any(String) })
  })
})

describe('a store changing its currency while a buyer checks out', () => {
  it('opens no page in the old one: the buyer reads the cart again', async () => {
    const { cartId } = await fillCart(api, shop, { price: 1000 })
    const { trx, commit } = await holdOpen()
    await lockStore(trx, shop.storeId)
    const answer = checkOut(api, shop, { cartId, expectedTotal: 1000 })
    await Promise.race([lockWait(db), answer])
    const currency = 'EUR'
    await trx.updateTable('stores').set({ currency }).where('id', '=', shop.storeId).execute()
    await commit()
    expect(await answer).toMatchObject({
      status: 409,
      body: { error: { code: 'cart_changed', details: { cart: { id: cartId, currency } } } },
    })
    await nothingOf(cartId)
    expect(await checkOut(api, shop, { cartId, expectedTotal: 1000 })).toMatchObject({
      status: 201,
    })
    expect(await sessionsOf(cartId)).toMatchObject([{ currency }])
  })

  it('is refused when the buyer was first', async () => {
    const { cartId } = await fillCart(api, shop)
    const { trx, commit } = await holdOpen()
    await trx.selectFrom('carts').select('id').where('id', '=', cartId).forUpdate().execute()
    const page = checkOut(api, shop, { cartId })
    await lockWait(db)
    const headers = shop.operator
    const change = send(api, 'PATCH /api/v1/admin/store', { headers, body: { currency: 'EUR' } })
    await Promise.race([lockWait(db, 2), change])
    await commit()
    expect((await page).status).toBe(201)
    expect(await change).toMatchObject({ status: 409, body: { error: { code: 'in_use' } } })
    expect(await sessionsOf(cartId)).toMatchObject([{ status: 'open', currency: 'GBP' }])
  })

  /** A transaction that somebody else is in the middle of. */
  async function holdOpen() {
    const trx = await db.startTransaction().execute()
    return { trx, commit: () => trx.commit().execute() }
  }
})

describe('fifty buyers racing for ten units', () => {
  it('get ten pages and forty clear refusals, and nothing is held twice', async () => {
    slowProvider(api, 30)
    const goods = await addGoods(api, shop, { onHand: 10 })
    const carts = await Promise.all(
      Array.from({ length: 50 }, () => fillCart(api, shop, { goods })),
    )
    const answers = await Promise.all(carts.map(({ cartId }) => checkOut(api, shop, { cartId })))
    const won = answers.filter(({ status }) => status === 201)
    const lost = answers.filter(({ status }) => status === 409)
    expect([won.length, lost.length]).toEqual([10, 40])
    expect(new Set(lost.map(({ body }) => body.error.code))).toEqual(new Set(['out_of_stock']))
    const held = await db
      .selectFrom('stockHolds')
      .selectAll()
      .where('variantId', '=', goods.variantId)
      .execute()
    expect(held).toHaveLength(10)
  })
})
