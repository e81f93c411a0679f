import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { openCart } from '../testing/test-cart.ts'
import { addDiscount, addGoods } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const headers = shop.operator
afterAll(() => api[Symbol.asyncDispose]())

const patch = (id: string, body: unknown) =>
  send(api, `PATCH /api/v1/admin/discounts/${id}`, { headers, body })

const get = (id: string) => send(api, `GET /api/v1/admin/discounts/${id}`, { headers })

const remove = (id: string) => send(api, `DELETE /api/v1/admin/discounts/${id}`, { headers })

let codes = 0
const newDiscount = (terms = {}) => {
  codes += 1
  return addDiscount(api, shop, { code: `Code-${codes}`, ...terms })
}

describe('does it', () => {
  it('changes what is given and keeps the rest', async () => {
    const id = await newDiscount({ value: 1_250, usageLimit: 5, usedCount: 2 })
    const before = (await get(id)).body.data.discount
    api.clock.advance(1_000)
    const { status, body } = await patch(id, { title: 'New', usageLimit: 2 })
    expect(status).toBe(200)
    expect(body.data.discount).toEqual({
      ...before,
      title: 'New',
      usageLimit: 2,
      status: 'exhausted',
      updatedAt: new Date(api.clock.now()).toISOString(),
    })
    expect((await get(id)).body.data.discount).toEqual(body.data.discount)
  })

  it('opens what null opens', async () => {
    const id = await newDiscount({ usageLimit: 5, endsAt: new Date(0) })
    const { body } = await patch(id, { usageLimit: null, endsAt: null, code: null })
    expect(body.data.discount).toMatchObject({ usageLimit: null, status: 'active', code: null })
    await remove(id)
  })

  it('changes the type with its value, and the class with its scope', async () => {
    const [id, { productId }] = [await newDiscount(), await addGoods(api, shop)]
    const appliesTo = { scope: 'products', ids: [productId] }
    const fixed = await patch(id, { type: 'fixed_amount', value: 250, appliesTo })
    expect(fixed.body.data.discount).toMatchObject({ value: 250, class: 'product', appliesTo })
    const free = await patch(id, { type: 'free_shipping' })
    expect(free.body.data.discount).toMatchObject({ value: 0, class: 'shipping' })
  })

  it('changes the price of carts that have its code', async () => {
    const id = await newDiscount({ value: 1_000 })
    const { code } = (await get(id)).body.data.discount
    const { variantId } = await addGoods(api, shop)
    const cart = await openCart(api, shop, { items: [{ variantId, quantity: 1 }] })
    const url = `/api/v1/storefront/cart/${cart.id}` as const
    await send(api, `POST ${url}/discount`, { headers: shop.storefront, body: { code } })
    const read = async () => (await send(api, `GET ${url}`, { headers: shop.storefront })).body
    await patch(id, { value: 50 })
    expect((await read()).data.cart.totals.total).toBe(500)
    await patch(id, { isActive: false })
    expect((await read()).data.cart.rejectedDiscounts).toEqual([{ code, reason: 'disabled' }])
    expect((await remove(id)).body.data).toEqual({ deleted: true, id })
    expect((await read()).data.cart.rejectedDiscounts).toEqual([{ code, reason: 'not_found' }])
  })

  it('keeps the code of a discount that is renamed to itself', async () => {
    const id = await newDiscount()
    const { code } = (await get(id)).body.data.discount
    expect((await patch(id, { code: code.toUpperCase() })).status).toBe(200)
  })
})

describe('refuses, and leaves nothing behind', () => {
  it.each([
    ['a value that does not suit the type', { value: 100.5 }],
    ['a new type without a value', { type: 'fixed_amount' }],
    ['fewer uses than there were', { usageLimit: 1 }],
    ['a count of uses', { usedCount: 0 }],
    ['buy X, get Y, as yet', { type: 'buy_x_get_y', value: 1 }],
    ['null as title', { title: null }],
  ])('%s', async (_, body) => {
    const id = await newDiscount({ usageLimit: 5, usedCount: 2 })
    const before = (await get(id)).body
    const answer = await patch(id, body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
    expect((await get(id)).body).toEqual(before)
  })

  it('a window that is empty with what was there', async () => {
    const id = await newDiscount({ startsAt: new Date('2030-01-02') })
    const { body } = await patch(id, { endsAt: '2030-01-01T00:00:00Z' })
    expect(body.error).toMatchObject({ code: 'validation_failed', issues: [{ path: ['endsAt'] }] })
  })

  it('a code that another discount has', async () => {
    const [id, other] = [await newDiscount(), await newDiscount()]
    const { code } = (await get(other)).body.data.discount
    const { status, body } = await patch(id, { code: code.toLowerCase() })
    expect([status, body.error.code]).toEqual([409, 'discount_code_taken'])
  })

  it('one of another store, or none', async () => {
    const theirs = await addDiscount(api, otherShop, { code: 'THEIRS' })
    for (const id of [theirs, 'x%00', '01890000-0000-7000-8000-000000000000']) {
      expect((await get(id)).status).toBe(404)
      expect((await patch(id, { title: 'Mine' })).status).toBe(404)
      expect((await remove(id)).status).toBe(404)
    }
    const mine = { headers: otherShop.operator }
    const answer = await send(api, `GET /api/v1/admin/discounts/${theirs}`, mine)
    expect(answer.body.data.discount).toMatchObject({ title: 'THEIRS' })
  })
})
