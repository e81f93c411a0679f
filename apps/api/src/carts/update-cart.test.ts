import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { london, openCart } from '../testing/test-cart.ts'
import { addGoods } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const shop = await createTestShop(api)
afterAll(() => api[Symbol.asyncDispose]())

const patch = (cartId: string, body: unknown) =>
  send(api, `PATCH /api/v1/storefront/cart/${cartId}`, { headers: shop.storefront, body })

describe('does it', () => {
  it('sets what is given and keeps the rest', async () => {
    const { id } = await openCart(api, shop, { customerEmail: 'ada@example.com' })
    const given = { shippingAddress: london, note: 'Ring twice' }
    const { status, body } = await patch(id, given)
    expect(status).toBe(200)
    expect(body.data.cart).toMatchObject({ ...given, customerEmail: 'ada@example.com', version: 2 })
  })

  it('clears what is null', async () => {
    const { id } = await openCart(api, shop, {
      customerEmail: 'ada@example.com',
      shippingAddress: london,
    })
    const { body } = await patch(id, { customerEmail: null, shippingAddress: null, note: null })
    expect(body.data.cart).toMatchObject({
      customerEmail: null,
      shippingAddress: null,
      note: null,
    })
  })

  it('gives a cart with items 90 days once its buyer is known', async () => {
    const { variantId } = await addGoods(api, shop)
    const { id } = await openCart(api, shop, { items: [{ variantId, quantity: 1 }] })
    const { body } = await patch(id, { customerEmail: 'ada@example.com' })
    const expiresAt = new Date(api.clock.now() + 90 * 24 * 3_600_000).toISOString()
    expect(body.data.cart.expiresAt).toBe(expiresAt)
  })

  it('changes nothing when nothing is given', async () => {
    const cart = await openCart(api, shop)
    expect((await patch(cart.id, {})).body.data.cart).toEqual(cart)
  })
})

describe('refuses', () => {
  it.each([
    ['an e-mail that is none', { customerEmail: 'ada@' }],
    ['an e-mail of 300 characters', { customerEmail: `${'a'.repeat(290)}@example.com` }],
    ['a note of 2001 characters', { note: 'x'.repeat(2_001) }],
    ['NUL', { note: '\u0000' }],
    ['an address with an unknown field', { shippingAddress: { ...london, planet: 'Earth' } }],
    ['a status', { status: 'completed' }],
  ])('%s', async (_, given) => {
    const cart = await openCart(api, shop)
    const { status, body } = await patch(cart.id, given)
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    const headers = shop.storefront
    const after = await send(api, `GET /api/v1/storefront/cart/${cart.id}`, { headers })
    expect(after.body.data.cart).toEqual(cart)
  })
})
