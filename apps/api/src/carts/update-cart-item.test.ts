import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { openCart } from '../testing/test-cart.ts'
import { addGoods } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const { db } = api.runtime
afterAll(() => api[Symbol.asyncDispose]())

const put = (cartId: string, itemId: string, body: unknown) =>
  send(api, `PUT /api/v1/storefront/cart/${cartId}/items/${itemId}`, {
    headers: shop.storefront,
    body,
  })

const remove = (cartId: string, itemId: string) =>
  send(api, `DELETE /api/v1/storefront/cart/${cartId}/items/${itemId}`, {
    headers: shop.storefront,
  })

async function cartWith(quantity: number, terms = {}) {
  const { variantId } = await addGoods(api, shop, terms)
  const cart = await openCart(api, shop, { items: [{ variantId, quantity }] })
  return { id: cart.id as string, itemId: cart.items[0].id as string, variantId }
}

const quantities = async (cartId: string) => {
  const lines = db.selectFrom('cartItems').select('quantity').where('cartId', '=', cartId)
  return (await lines.execute()).map((line) => line.quantity)
}

describe('does it', () => {
  it('sets the quantity', async () => {
    const { id, itemId } = await cartWith(2)
    const { status, body } = await put(id, itemId, { quantity: 7 })
    expect(status).toBe(200)
    expect(body.data.cart).toMatchObject({ items: [{ id: itemId, quantity: 7 }], version: 2 })
  })

  it('takes the item out at 0; the empty cart then lives 6 hours', async () => {
    const { id, itemId } = await cartWith(2)
    const { status, body } = await put(id, itemId, { quantity: 0 })
    expect(status).toBe(200)
    expect(body.data.cart).toMatchObject({
      items: [],
      totals: { total: 0 },
      expiresAt: new Date(api.clock.now() + 6 * 3_600_000).toISOString(),
    })
  })

  it('takes note of the present price', async () => {
    const { id, itemId, variantId } = await cartWith(2)
    await db.updateTable('variants').set({ price: 1_100 }).where('id', '=', variantId).execute()
    const { body } = await put(id, itemId, { quantity: 1 })
    expect(body.data.cart).toMatchObject({ notices: [], totals: { total: 1_100 } })
  })

  it('settles a shortage by asking for what is left', async () => {
    const { id, itemId, variantId } = await cartWith(5)
    await db.updateTable('variants').set({ onHand: 2 }).where('id', '=', variantId).execute()
    const { status, body } = await put(id, itemId, { quantity: 2 })
    expect(status).toBe(200)
    expect(body.data.cart.notices).toEqual([])
  })

  it('removes an item, whatever became of its product', async () => {
    const { id, itemId, variantId } = await cartWith(1)
    await db.deleteFrom('variants').where('id', '=', variantId).execute()
    const { status, body } = await remove(id, itemId)
    expect([status, body.data.cart.items]).toEqual([200, []])
  })
})

describe('refuses, and leaves nothing behind', () => {
  it.each([-1, 1_000, 1.5, '2', null])('a quantity of %s', async (quantity) => {
    const { id, itemId } = await cartWith(2)
    const { status, body } = await put(id, itemId, { quantity })
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(await quantities(id)).toEqual([2])
  })

  it('more than there is', async () => {
    const { id, itemId, variantId } = await cartWith(2, { onHand: 4 })
    const { status, body } = await put(id, itemId, { quantity: 5 })
    expect([status, body.error.code]).toEqual([409, 'out_of_stock'])
    expect(body.error.details.items).toEqual([{ itemId, variantId, requested: 5, available: 4 }])
    expect(await quantities(id)).toEqual([2])
  })

  it('an item that is not in this cart', async () => {
    const [mine, other] = [await cartWith(1), await cartWith(1)]
    expect((await put(mine.id, other.itemId, { quantity: 2 })).status).toBe(404)
    expect((await put(mine.id, other.itemId, { quantity: 0 })).status).toBe(404)
    expect((await remove(mine.id, other.itemId)).status).toBe(404)
    expect((await remove(mine.id, 'x%00')).status).toBe(404)
    expect(await quantities(other.id)).toEqual([1])
  })

  it('the cart of another store', async () => {
    const { variantId } = await addGoods(api, otherShop)
    const cart = await openCart(api, otherShop, { items: [{ variantId, quantity: 1 }] })
    expect((await put(cart.id, cart.items[0].id, { quantity: 2 })).status).toBe(404)
    expect((await remove(cart.id, cart.items[0].id)).status).toBe(404)
    expect(await quantities(cart.id)).toEqual([1])
  })

  it('a cart that was paid for', async () => {
    const { id, itemId } = await cartWith(1)
    await db.updateTable('carts').set({ status: 'completed' }).where('id', '=', id).execute()
    expect((await put(id, itemId, { quantity: 2 })).body.error.code).toBe('cart_locked')
    expect((await remove(id, itemId)).body.error.code).toBe('cart_locked')
    expect(await quantities(id)).toEqual([1])
  })
})
