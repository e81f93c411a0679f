import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { london, openCart } from '../testing/test-cart.ts'
import { addGoods, addShippingMethod } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const { db } = api.runtime
const headers = shop.storefront
const goods = await addGoods(api, shop, { price: 1_000, onHand: 100, weightGrams: 400 })
const post = await addShippingMethod(api, shop, { name: 'Post', price: 399, maxWeightGrams: 1_000 })
const courier = await addShippingMethod(api, shop, {
  name: 'Courier',
  price: 900,
  freeAbove: 3_000,
})
const abroad = await addShippingMethod(api, shop, {
  name: 'Abroad',
  price: 1_500,
  countries: ['*'],
})
afterAll(() => api[Symbol.asyncDispose]())

const cartOf = (quantity: number, terms = {}) =>
  openCart(api, shop, { items: [{ variantId: goods.variantId, quantity }], ...terms })

const choose = (cartId: string, body: unknown) =>
  send(api, `POST /api/v1/storefront/cart/${cartId}/shipping-method`, { headers, body })

const list = (cartId: string, query = '') =>
  send(api, `GET /api/v1/storefront/cart/${cartId}/shipping-methods${query}`, { headers })

const get = async (cartId: string) =>
  (await send(api, `GET /api/v1/storefront/cart/${cartId}`, { headers })).body.data.cart

const namesOf = ({ body }: Awaited<ReturnType<typeof list>>) =>
  body.data.shippingMethods.map((method: { name: string }) => method.name)

describe('lists how a cart can be sent', () => {
  it('the cheapest first, to its address', async () => {
    const { id } = await cartOf(1, { shippingAddress: london })
    const { status, body } = await list(id)
    expect(status).toBe(200)
    expect(body.data.shippingMethods).toEqual([
      {
        id: post,
        name: 'Post',
        description: null,
        price: 399,
        currency: 'GBP',
        estimatedDays: null,
      },
      {
        id: courier,
        name: 'Courier',
        description: null,
        price: 900,
        currency: 'GBP',
        estimatedDays: null,
      },
    ])
  })

  it("within the store's country while the address is unknown", async () => {
    expect(namesOf(await list((await cartOf(1)).id))).toEqual(['Post', 'Courier'])
  })

  it('to the country asked for rather than that of the address', async () => {
    const { id } = await cartOf(1, { shippingAddress: london })
    expect(namesOf(await list(id, '?country=FR&postalCode=75001'))).toEqual(['Abroad'])
  })

  it('by weight, and free where enough is bought', async () => {
    const { body } = await list((await cartOf(3)).id)
    expect(body.data.shippingMethods).toMatchObject([{ name: 'Courier', price: 0 }])
  })

  it('not at all while the cart is empty', async () => {
    expect(namesOf(await list((await openCart(api, shop)).id))).toEqual([])
  })

  it.each(['?country=England', '?country=gb', '?country=GB&region='])(
    'refuses %s',
    async (query) => {
      const { status, body } = await list((await cartOf(1)).id, query)
      expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    },
  )

  it('answers 404 for a cart of another store', async () => {
    expect((await list((await openCart(api, otherShop)).id)).status).toBe(404)
  })
})

describe('chooses one', () => {
  it('and charges it', async () => {
    const { id } = await cartOf(2, { shippingAddress: london })
    const { status, body } = await choose(id, { shippingMethodId: courier })
    expect(status).toBe(200)
    expect(body.data.cart).toMatchObject({
      shippingMethod: { id: courier, name: 'Courier', price: 900 },
      totals: { subtotal: 2_000, shipping: 900, total: 2_900 },
      version: 2,
    })
  })

  it('with the address sent along', async () => {
    const { id } = await cartOf(1)
    const shippingAddress = { ...london, country: 'FR' }
    const { body } = await choose(id, { shippingMethodId: abroad, shippingAddress })
    expect(body.data.cart).toMatchObject({ shippingAddress, shippingMethod: { id: abroad } })
  })

  it('and re-quotes it as the cart changes: free, then gone, then back', async () => {
    const { id, items } = await cartOf(2, { shippingAddress: london })
    await choose(id, { shippingMethodId: courier })
    const put = (quantity: number) =>
      send(api, `PUT /api/v1/storefront/cart/${id}/items/${items[0].id}`, {
        headers,
        body: { quantity },
      })
    const free = (await put(3)).body.data.cart
    expect(free).toMatchObject({ shippingMethod: { price: 0 }, totals: { total: 3_000 } })
    const move = (country: string) =>
      send(api, `PATCH /api/v1/storefront/cart/${id}`, {
        headers,
        body: { shippingAddress: { ...london, country } },
      })
    const away = (await move('FR')).body.data.cart
    expect(away).toMatchObject({ shippingMethod: null, totals: { shipping: 0, total: 3_000 } })
    expect((await move('GB')).body.data.cart.shippingMethod).toMatchObject({ id: courier })
  })

  it('and forgets it when the store withdraws it', async () => {
    const withdrawn = await addShippingMethod(api, shop, { name: 'Pigeon', price: 5 })
    const { id } = await cartOf(1, { shippingAddress: london })
    await choose(id, { shippingMethodId: withdrawn })
    await db.deleteFrom('shippingMethods').where('id', '=', withdrawn).execute()
    expect(await get(id)).toMatchObject({ shippingMethod: null, totals: { total: 1_000 } })
  })

  it('and charges nothing once the cart is empty', async () => {
    const { id, items } = await cartOf(1, { shippingAddress: london })
    await choose(id, { shippingMethodId: courier })
    const itemUrl = `DELETE /api/v1/storefront/cart/${id}/items/${items[0].id}` as const
    const { body } = await send(api, itemUrl, { headers })
    expect(body.data.cart).toMatchObject({ shippingMethod: null, totals: { total: 0 } })
  })
})

describe('refuses, and leaves nothing behind', () => {
  const unavailable = [409, 'shipping_method_unavailable']

  it.each([
    ['a method that does not exist', 1, async () => '01890000-0000-7000-8000-000000000000'],
    ['an id that is none', 1, async () => 'x\u0000'],
    ['a method that does not serve the address', 1, async () => abroad],
    ['a method the cart is too heavy for', 3, async () => post],
    ['a method of another store', 1, () => addShippingMethod(api, otherShop)],
  ])('%s', async (_, quantity, methodId) => {
    const cart = await cartOf(quantity, { shippingAddress: london })
    const { status, body } = await choose(cart.id, { shippingMethodId: await methodId() })
    expect([status, body.error.code]).toEqual(unavailable)
    expect(await get(cart.id)).toEqual(cart)
  })

  it('to choose before the address is known', async () => {
    const cart = await cartOf(1)
    const { status, body } = await choose(cart.id, { shippingMethodId: post })
    expect([status, body.error.issues[0].path]).toEqual([400, ['shippingAddress']])
    expect(await get(cart.id)).toEqual(cart)
  })

  it('to choose for an empty cart', async () => {
    const { id } = await openCart(api, shop, { shippingAddress: london })
    const { status, body } = await choose(id, { shippingMethodId: post })
    expect([status, body.error.code]).toEqual([409, 'cart_empty'])
  })

  it.each([{}, { shippingMethodId: 7 }, { shippingMethodId: 'x', price: 0 }])(
    'the body %j',
    async (body) => {
      const { id } = await cartOf(1, { shippingAddress: london })
      const answer = await choose(id, body)
      expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
    },
  )
})
