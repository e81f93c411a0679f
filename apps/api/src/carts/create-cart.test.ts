import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { london } from '../testing/test-cart.ts'
import { addGoods } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
afterAll(() => api[Symbol.asyncDispose]())

const post = (body: unknown) =>
  send(api, 'POST /api/v1/storefront/cart', { headers: shop.storefront, body })

const carts = () => api.runtime.db.selectFrom('carts').select('id').execute()

describe('does it', () => {
  it('opens an empty cart that lives 6 hours', async () => {
    const { status, body } = await post({})
    expect(status).toBe(201)
    expect(body.data.cart).toMatchObject({
      id: expect.stringMatching(/^cart_[0-9a-f]{16}$/),
      status: 'open',
      currency: 'GBP',
      items: [],
      totals: { subtotal: 0, total: 0 },
      version: 1,
      expiresAt: new Date(api.clock.now() + 6 * 3_600_000).toISOString(),
    })
  })

  it('opens a cart with items, buyer and address, items of one variant being one line', async () => {
    const [bowl, cup] = [await addGoods(api, shop), await addGoods(api, shop, { price: 250 })]
    const { status, body } = await post({
      items: [
        { variantId: cup.variantId, quantity: 1 },
        { variantId: bowl.variantId, quantity: 2 },
        { variantId: cup.variantId.toUpperCase(), quantity: 2 },
      ],
      customerEmail: 'ada@example.com',
      shippingAddress: london,
    })
    expect(status).toBe(201)
    expect(body.data.cart).toMatchObject({
      items: [
        { variantId: cup.variantId, quantity: 3, subtotal: 750, available: true },
        { variantId: bowl.variantId, quantity: 2, subtotal: 2_000, availableQuantity: 10 },
      ],
      customerEmail: 'ada@example.com',
      shippingAddress: london,
      totals: { subtotal: 2_750, total: 2_750 },
      notices: [],
      expiresAt: new Date(api.clock.now() + 90 * 24 * 3_600_000).toISOString(),
    })
  })
})

describe('refuses, and leaves nothing behind', () => {
  it.each([
    ['an unknown field', { item: [] }],
    ['a quantity of 0', { items: [{ variantId: 'x', quantity: 0 }] }],
    ['a negative quantity', { items: [{ variantId: 'x', quantity: -1 }] }],
    ['half an item', { items: [{ variantId: 'x', quantity: 0.5 }] }],
    ['a quantity as text', { items: [{ variantId: 'x', quantity: '1' }] }],
    ['1000 of one item in two lines', { items: twice(500) }],
    ['a country that is none', { shippingAddress: { ...london, country: 'England' } }],
    ['an address with NUL', { shippingAddress: { ...london, city: 'Lon\u0000don' } }],
    ['an address without a street', { shippingAddress: { ...london, line1: '' } }],
    ['an e-mail that is none', { customerEmail: 'ada' }],
    ['101 items', { items: Array.from({ length: 101 }, () => ({ variantId: 'x', quantity: 1 })) }],
  ])('%s', async (_, body) => {
    const before = await carts()
    const answer = await post(body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
    expect(await carts()).toEqual(before)
  })

  it.each([
    ['a variant that does not exist', async () => '01890000-0000-7000-8000-000000000000'],
    ['an id that is none', async () => 'x\u0000'],
    ['a draft', async () => (await addGoods(api, shop, { status: 'draft' })).variantId],
    [
      'an archived product',
      async () => (await addGoods(api, shop, { status: 'archived' })).variantId,
    ],
    ['a variant of another store', async () => (await addGoods(api, otherShop)).variantId],
  ])('%s', async (_, variantId) => {
    const before = await carts()
    const items = [{ variantId: await variantId(), quantity: 1 }]
    const answer = await post({ items })
    expect([answer.status, answer.body.error.code]).toEqual([404, 'not_found'])
    expect(await carts()).toEqual(before)
  })

  it('more than there is, saying what is left', async () => {
    const { variantId } = await addGoods(api, shop, { onHand: 2 })
    const before = await carts()
    const { status, body } = await post({ items: [{ variantId, quantity: 3 }] })
    expect([status, body.error.code]).toEqual([409, 'out_of_stock'])
    expect(body.error.details.items).toEqual([
      { itemId: null, variantId, requested: 3, available: 2 },
    ])
    expect(await carts()).toEqual(before)
  })

  it('a cart dearer than any payment can be', async () => {
    const { variantId } = await addGoods(api, shop, { price: 999_999_999_999 })
    const { status, body } = await post({ items: [{ variantId, quantity: 2 }] })
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
  })
})

function twice(quantity: number) {
  const item = { variantId: '01890000-0000-7000-8000-000000000000', quantity }
  return [item, item]
}
