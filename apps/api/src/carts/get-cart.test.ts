import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { london, openCart } from '../testing/test-cart.ts'
import { addDiscount, addGoods, addTaxRate } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const { db, ids } = api.runtime
afterAll(() => api[Symbol.asyncDispose]())

const get = (cartId: string, headers = shop.storefront) =>
  send(api, `GET /api/v1/storefront/cart/${cartId}`, { headers })

async function cartOf(variantId: string, quantity: number) {
  const { id } = await openCart(api, shop, { items: [{ variantId, quantity }] })
  const read = async () => (await get(id)).body.data.cart
  return { id: id as string, read }
}

describe('does it', () => {
  it('answers the cart in three statements, the token look-up included', async () => {
    const { variantId } = await addGoods(api, shop)
    const { id } = await cartOf(variantId, 2)
    const before = api.database.statements.length
    const { status, body } = await get(id)
    expect(api.database.statements.length - before).toBe(3)
    expect(status).toBe(200)
    expect(body.data.cart).toMatchObject({ id, totals: { subtotal: 2_000, total: 2_000 } })
  })

  it('shows what an item is: names, sku, slug and the main picture', async () => {
    const { storeId } = shop
    const { variantId, productId, sku } = await addGoods(api, shop, { title: 'Blue bowl' })
    const picture = { kind: 'image', mimeType: 'image/webp', sizeBytes: 1 } as const
    const origin = { source: 'upload', retention: 'library', status: 'ready' } as const
    for (const [sortOrder, key, isMain] of [
      [1, 'other.webp', false],
      [2, 'main.webp', true],
    ] as const) {
      const mediaId = ids.uuidv7()
      const names = { storeId, id: mediaId, key, filename: key, sizes: { 480: `480-${key}` } }
      await db
        .insertInto('media')
        .values({ ...names, ...picture, ...origin })
        .execute()
      const link = { storeId, id: ids.uuidv7(), productId, mediaId }
      await db
        .insertInto('productMedia')
        .values({ ...link, isMain, sortOrder })
        .execute()
    }
    const cart = await (await cartOf(variantId, 1)).read()
    expect(cart.items[0]).toMatchObject({
      productId,
      productSlug: expect.stringMatching(/^goods-/),
      title: 'Blue bowl',
      variantTitle: 'Default',
      sku,
      imageUrl: api.storage.publicUrl('480-main.webp'),
    })
  })

  it("taxes an unaddressed cart as if sent within the store's country", async () => {
    const taxed = await createTestShop(api)
    await addTaxRate(api, taxed)
    const { variantId } = await addGoods(api, taxed, { price: 2_399 })
    const cart = await openCart(api, taxed, { items: [{ variantId, quantity: 1 }] })
    expect(cart.totals).toMatchObject({ tax: 400, total: 2_399 })
    expect(cart.taxLines).toEqual([{ name: 'VAT', rateBasisPoints: 2_000, amount: 400 }])
  })

  it('adds the tax where prices exclude it, by the address of the cart', async () => {
    const taxed = await createTestShop(api, { taxIncluded: false })
    await addTaxRate(api, taxed)
    await addTaxRate(api, taxed, { country: 'FR', rateBasisPoints: 550 })
    const { variantId } = await addGoods(api, taxed, { price: 1_000 })
    const items = [{ variantId, quantity: 1 }]
    const shippingAddress = { ...london, country: 'FR' }
    const cart = await openCart(api, taxed, { items, shippingAddress })
    expect(cart).toMatchObject({ taxIncluded: false, totals: { tax: 55, total: 1_055 } })
  })

  it('applies automatic discounts that may work now, and no others', async () => {
    const generous = await createTestShop(api)
    const later = new Date(api.clock.now() + 60_000)
    await addDiscount(api, generous, { code: null, value: 2_000 })
    await addDiscount(api, generous, { code: null, value: 9_000, startsAt: later })
    await addDiscount(api, generous, { code: 'SECRET', value: 9_000 })
    const { variantId } = await addGoods(api, generous)
    const cart = await openCart(api, generous, { items: [{ variantId, quantity: 1 }] })
    expect(cart.discounts).toEqual([
      { code: null, title: 'Automatic', type: 'percentage', amount: 200 },
    ])
    expect(cart.totals).toMatchObject({ orderDiscount: 200, total: 800 })
    expect(cart.rejectedDiscounts).toEqual([])
  })
})

describe('tells the buyer what changed', () => {
  it('a new price, which counts at once', async () => {
    const { variantId } = await addGoods(api, shop, { title: 'Vase' })
    const { read } = await cartOf(variantId, 2)
    await db.updateTable('variants').set({ price: 1_250 }).where('id', '=', variantId).execute()
    const cart = await read()
    expect(cart.items[0]).toMatchObject({ unitPrice: 1_250, subtotal: 2_500 })
    expect(cart.notices).toEqual([
      {
        code: 'price_changed',
        itemId: cart.items[0].id,
        message: 'The price of Vase changed from £10.00 to £12.50.',
      },
    ])
  })

  it('less stock than asked for: only what is left counts', async () => {
    const { variantId } = await addGoods(api, shop, { onHand: 5, title: 'Jug' })
    const { read } = await cartOf(variantId, 5)
    await db.updateTable('variants').set({ onHand: 2 }).where('id', '=', variantId).execute()
    const cart = await read()
    expect(cart.items[0]).toMatchObject({ quantity: 2, availableQuantity: 2, available: true })
    expect(cart.totals.total).toBe(2_000)
    expect(cart.notices).toMatchObject([{ code: 'quantity_reduced' }])
  })

  it('nothing left: the item stays and counts nothing', async () => {
    const { variantId } = await addGoods(api, shop, { onHand: 5 })
    const { read } = await cartOf(variantId, 5)
    await db.updateTable('variants').set({ reserved: 5 }).where('id', '=', variantId).execute()
    const cart = await read()
    expect(cart.items[0]).toMatchObject({ quantity: 5, available: false, subtotal: 0, total: 0 })
    expect(cart.totals.total).toBe(0)
    expect(cart.notices).toMatchObject([{ code: 'item_unavailable' }])
  })

  it.each(['draft', 'archived'] as const)('a product that became %s', async (status) => {
    const { variantId, productId } = await addGoods(api, shop)
    const { read } = await cartOf(variantId, 1)
    await db.updateTable('products').set({ status }).where('id', '=', productId).execute()
    const cart = await read()
    expect(cart.items[0]).toMatchObject({ available: false, availableQuantity: 0, total: 0 })
    expect(cart.notices).toMatchObject([{ code: 'item_unavailable' }])
  })

  it('a product that was deleted, by the names it had', async () => {
    const { variantId, productId, sku } = await addGoods(api, shop, { title: 'Lost vase' })
    const { read } = await cartOf(variantId, 1)
    await db.deleteFrom('products').where('id', '=', productId).execute()
    const cart = await read()
    expect(cart.items[0]).toMatchObject({
      variantId,
      productId,
      sku,
      title: 'Lost vase',
      variantTitle: 'Default',
      unitPrice: 1_000,
      available: false,
    })
    expect(cart.notices).toMatchObject([{ code: 'item_unavailable' }])
  })

  it('a code whose discount is gone', async () => {
    const { variantId } = await addGoods(api, shop)
    const { id, read } = await cartOf(variantId, 1)
    const discountCodes = ['Gone']
    await db.updateTable('carts').set({ discountCodes }).where('id', '=', id).execute()
    expect((await read()).rejectedDiscounts).toEqual([{ code: 'Gone', reason: 'not_found' }])
  })
})

describe('counts what others hold', () => {
  it('but neither what this cart holds nor what lapsed', async () => {
    const { variantId } = await addGoods(api, shop, { onHand: 5 })
    const [mine, other, late] = [
      await cartOf(variantId, 5),
      await openCart(api, shop),
      await openCart(api, shop),
    ]
    await hold(mine.id, variantId, api.clock.now() + 60_000)
    await hold(late.id, variantId, api.clock.now() - 1)
    expect((await mine.read()).items[0]).toMatchObject({ quantity: 5, availableQuantity: 5 })
    await hold(other.id, variantId, api.clock.now() + 60_000)
    expect((await mine.read()).items[0]).toMatchObject({ quantity: 2, availableQuantity: 2 })
  })
})

describe('refuses', () => {
  it.each(['cart_0123456789abcdef', 'cart_', 'x', 'cart_0123456789ABCDEF', '%00'])(
    '%s, which is no cart',
    async (id) => {
      const { status, body } = await get(id)
      expect([status, body.error.code]).toEqual([404, 'not_found'])
    },
  )

  it('the cart of another store', async () => {
    const { id } = await openCart(api, otherShop)
    expect((await get(id)).status).toBe(404)
    expect((await get(id, otherShop.storefront)).status).toBe(200)
  })

  it('a cart that expired, swept or not', async () => {
    const { id } = await openCart(api, shop)
    const expire = (expiresAt: Date, status: 'open' | 'expired' | 'completed') =>
      db.updateTable('carts').set({ expiresAt, status }).where('id', '=', id).execute()
    await expire(new Date(api.clock.now()), 'open')
    expect((await get(id)).status).toBe(404)
    await expire(new Date(api.clock.now() + 60_000), 'expired')
    expect((await get(id)).status).toBe(404)
    await expire(new Date(api.clock.now() - 60_000), 'completed')
    expect((await get(id)).status).toBe(200)
  })
})

function hold(cartId: string, variantId: string, expiresAt: number) {
  const { storeId } = shop
  const lapse = new Date(expiresAt)
  return db
    .insertInto('stockHolds')
    .values({ storeId, cartId, variantId, quantity: 3, expiresAt: lapse })
    .execute()
}
