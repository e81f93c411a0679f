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

const add = (cartId: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  send(api, `POST /api/v1/storefront/cart/${cartId}/items`, {
    headers: { ...shop.storefront, ...headers },
    body,
  })

const storedLines = (cartId: string) =>
  db
    .selectFrom('cartItems')
    .select(['variantId', 'quantity'])
    .where('cartId', '=', cartId)
    .orderBy('id')
    .execute()

describe('does it', () => {
  it('adds a line, a version and a longer life, in eight statements all told', async () => {
    const [{ id }, { variantId }] = [await openCart(api, shop), await addGoods(api, shop)]
    const before = api.database.statements.length
    const { status, body } = await add(id, { variantId, quantity: 2 })
    expect(api.database.statements.slice(before)).toHaveLength(8)
    expect(status).toBe(201)
    expect(body.data.cart).toMatchObject({
      items: [{ variantId, quantity: 2, unitPrice: 1_000, subtotal: 2_000, personalisation: null }],
      totals: { subtotal: 2_000, total: 2_000 },
      version: 2,
      expiresAt: new Date(api.clock.now() + 30 * 24 * 3_600_000).toISOString(),
    })
  })

  it('adds to the quantity of an equal line, in eight statements too', async () => {
    const { variantId } = await addGoods(api, shop)
    const { id, items } = await openCart(api, shop, { items: [{ variantId, quantity: 2 }] })
    const before = api.database.statements.length
    const { body } = await add(id, { variantId, quantity: 3, personalisation: null })
    expect(api.database.statements.length - before).toBe(8)
    expect(body.data.cart.items).toMatchObject([{ id: items[0].id, quantity: 5 }])
  })

  it('holds nothing for the buyer', async () => {
    const { variantId } = await addGoods(api, shop, { onHand: 1 })
    for (const cart of [await openCart(api, shop), await openCart(api, shop)]) {
      expect((await add(cart.id, { variantId, quantity: 1 })).status).toBe(201)
    }
    expect(await db.selectFrom('stockHolds').selectAll().execute()).toEqual([])
  })

  it('takes any quantity of what is not counted or may be backordered', async () => {
    const { id } = await openCart(api, shop)
    for (const terms of [{ trackInventory: false }, { allowBackorder: true }]) {
      const { variantId } = await addGoods(api, shop, { onHand: 0, ...terms })
      expect((await add(id, { variantId, quantity: 999 })).status).toBe(201)
    }
  })

  it('does not mind that another item of the cart ran out', async () => {
    const [gone, { variantId }] = [await addGoods(api, shop), await addGoods(api, shop)]
    const items = [{ variantId: gone.variantId, quantity: 1 }]
    const { id } = await openCart(api, shop, { items })
    await db.updateTable('variants').set({ onHand: 0 }).where('id', '=', gone.variantId).execute()
    const { status, body } = await add(id, { variantId, quantity: 1 })
    expect(status).toBe(201)
    expect(body.data.cart.items).toMatchObject([{ available: false }, { available: true }])
  })

  it('loses no quantity when twenty are added at once', async () => {
    const [{ id }, { variantId }] = [
      await openCart(api, shop),
      await addGoods(api, shop, { onHand: 100 }),
    ]
    const adding = Array.from({ length: 20 }, () => add(id, { variantId, quantity: 2 }))
    const answers = await Promise.all(adding)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(await storedLines(id)).toEqual([{ variantId, quantity: 40 }])
    const versions = answers.map(({ body }) => body.data.cart.version as number)
    expect(new Set(versions).size).toBe(20)
  })

  it('lets exactly as many in as there are when more want them at once', async () => {
    const [{ id }, { variantId }] = [
      await openCart(api, shop),
      await addGoods(api, shop, { onHand: 5 }),
    ]
    const adding = Array.from({ length: 9 }, () => add(id, { variantId, quantity: 1 }))
    const statuses = (await Promise.all(adding)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(5)
    expect(statuses.filter((status) => status === 409)).toHaveLength(4)
    expect(await storedLines(id)).toEqual([{ variantId, quantity: 5 }])
  })

  it('gives every change a version of its own when different items are added at once', async () => {
    const { id } = await openCart(api, shop)
    const goods = await Promise.all(Array.from({ length: 9 }, () => addGoods(api, shop)))
    const adding = goods.map(({ variantId }) => add(id, { variantId, quantity: 1 }))
    const versions = (await Promise.all(adding)).map(({ body }) => body.data.cart.version as number)
    expect(versions.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await storedLines(id)).toHaveLength(9)
  })

  it('lets one of several win that change the same version at once', async () => {
    const { id } = await openCart(api, shop)
    const goods = await Promise.all(Array.from({ length: 5 }, () => addGoods(api, shop)))
    const adding = goods.map(({ variantId }) =>
      add(id, { variantId, quantity: 1 }, { 'if-match': '"1"' }),
    )
    const statuses = (await Promise.all(adding)).map(({ status }) => status)
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409, 409])
    expect(await storedLines(id)).toHaveLength(1)
  })

  it('answers a repetition under the same key with the first answer', async () => {
    const [{ id }, { variantId }] = [await openCart(api, shop), await addGoods(api, shop)]
    const key = { 'idempotency-key': `add-${id}` }
    const first = await add(id, { variantId, quantity: 1 }, key)
    const second = await add(id, { variantId, quantity: 1 }, key)
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(second.body.data).toEqual(first.body.data)
    expect(await storedLines(id)).toEqual([{ variantId, quantity: 1 }])
  })
})

describe('refuses, and leaves nothing behind', () => {
  it.each([
    ['no variant', { quantity: 1 }],
    ['a quantity of 0', { variantId: 'x', quantity: 0 }],
    ['a quantity of 1000', { variantId: 'x', quantity: 1_000 }],
    ['a price', { variantId: 'x', quantity: 1, unitPrice: 1 }],
    ['a list', [1]],
  ])('%s', async (_, body) => {
    const { id } = await openCart(api, shop)
    const answer = await add(id, body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
    expect(await storedLines(id)).toEqual([])
  })

  it('a form submission that does not exist', async () => {
    const [{ id }, { variantId }] = [await openCart(api, shop), await addGoods(api, shop)]
    const personalisation = { submissionId: '01890000-0000-7000-8000-000000000000' }
    const { status, body } = await add(id, { variantId, quantity: 1, personalisation })
    expect(status).toBe(400)
    expect(body.error.issues[0].path).toEqual(['personalisation', 'submissionId'])
    expect(await storedLines(id)).toEqual([])
  })

  it('more than 999 of one item', async () => {
    const { variantId } = await addGoods(api, shop, { trackInventory: false })
    const { id } = await openCart(api, shop, { items: [{ variantId, quantity: 998 }] })
    const { status, body } = await add(id, { variantId, quantity: 2 })
    expect([status, body.error.issues[0].path]).toEqual([400, ['quantity']])
    expect((await add(id, { variantId, quantity: 1 })).status).toBe(201)
  })

  it('a 101st different item', async () => {
    const goods = await Promise.all(Array.from({ length: 101 }, () => addGoods(api, shop)))
    const items = goods.slice(1).map(({ variantId }) => ({ variantId, quantity: 1 }))
    const { id } = await openCart(api, shop, { items })
    const { status, body } = await add(id, { variantId: goods[0]?.variantId, quantity: 1 })
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(await storedLines(id)).toHaveLength(100)
  })

  it('more than there is, counting what the cart has already', async () => {
    const { variantId } = await addGoods(api, shop, { onHand: 3 })
    const { id, items } = await openCart(api, shop, { items: [{ variantId, quantity: 2 }] })
    const { status, body } = await add(id, { variantId, quantity: 2 })
    expect([status, body.error.code]).toEqual([409, 'out_of_stock'])
    const [item] = items
    expect(body.error.details).toEqual({
      items: [{ itemId: item.id, variantId, requested: 4, available: 3 }],
    })
    expect(await storedLines(id)).toEqual([{ variantId, quantity: 2 }])
  })

  it('what would make the cart dearer than any payment can be', async () => {
    const { variantId } = await addGoods(api, shop, { price: 400_000_000_000 })
    const { id } = await openCart(api, shop, { items: [{ variantId, quantity: 1 }] })
    const { status, body } = await add(id, { variantId, quantity: 1 })
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
  })

  it.each(['draft', 'archived'] as const)(
    'a product that is %s, to previews too',
    async (status) => {
      const [{ id }, goods] = [await openCart(api, shop), await addGoods(api, shop, { status })]
      const item = { variantId: goods.variantId, quantity: 1 }
      expect((await add(id, item)).status).toBe(404)
      expect((await add(id, item, { 'x-storefront-scope': 'preview' })).status).toBe(404)
    },
  )

  it('a product that became a draft after it was put in', async () => {
    const { variantId, productId } = await addGoods(api, shop)
    const { id } = await openCart(api, shop, { items: [{ variantId, quantity: 1 }] })
    await db.updateTable('products').set({ status: 'draft' }).where('id', '=', productId).execute()
    expect((await add(id, { variantId, quantity: 1 })).status).toBe(404)
  })

  it('a variant or a cart of another store', async () => {
    const [theirs, ours] = [await addGoods(api, otherShop), await addGoods(api, shop)]
    const [cart, theirCart] = [await openCart(api, shop), await openCart(api, otherShop)]
    const variantId = theirs.variantId
    expect((await add(cart.id, { variantId, quantity: 1 })).status).toBe(404)
    const foreign = await add(theirCart.id, { variantId: ours.variantId, quantity: 1 })
    expect(foreign.status).toBe(404)
    expect([...(await storedLines(cart.id)), ...(await storedLines(theirCart.id))]).toEqual([])
  })

  it.each([
    ['completed', 60_000, 409, 'cart_locked'],
    ['expired', 60_000, 404, 'not_found'],
    ['open', 0, 404, 'not_found'],
  ] as const)('a cart that is %s and ends in %d ms', async (...[status, lifeMs, code, error]) => {
    const [{ id }, { variantId }] = [await openCart(api, shop), await addGoods(api, shop)]
    const expiresAt = new Date(api.clock.now() + lifeMs)
    await db.updateTable('carts').set({ status, expiresAt }).where('id', '=', id).execute()
    const { status: answered, body } = await add(id, { variantId, quantity: 1 })
    expect([answered, body.error.code]).toEqual([code, error])
    expect(await storedLines(id)).toEqual([])
  })

  it('a change of a version that is not the present one', async () => {
    const [{ id }, { variantId }] = [await openCart(api, shop), await addGoods(api, shop)]
    expect((await add(id, { variantId, quantity: 1 }, { 'if-match': '"1"' })).status).toBe(201)
    const { status, body } = await add(id, { variantId, quantity: 1 }, { 'if-match': '"1"' })
    expect([status, body.error.code]).toEqual([409, 'version_conflict'])
    expect(await storedLines(id)).toEqual([{ variantId, quantity: 1 }])
  })
})
