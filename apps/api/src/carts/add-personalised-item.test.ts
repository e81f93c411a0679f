import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { checkOut, confirm, createSellingShop } from '../testing/test-buying.ts'
import { openCart } from '../testing/test-cart.ts'
import { addGoods } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const shop = await createSellingShop(api)
const otherShop = await createTestShop(api)
const { db, ids } = api.runtime
afterAll(() => api[Symbol.asyncDispose]())

const addSubmission = async (productId: string, storeId = shop.storeId) => {
  const id = ids.uuidv7()
  const data = { initials: 'AL', gift: true }
  const row = { storeId, id, sessionId: ids.uuidv7(), productId, actor: { externalId: 'u' }, data }
  await db.insertInto('formSubmissions').values(row).execute()
  return { id, data }
}

const add = (cartId: string, variantId: string, submissionId: string | null = null) =>
  send(api, `POST /api/v1/storefront/cart/${cartId}/items`, {
    headers: shop.storefront,
    body: { variantId, quantity: 1, personalisation: { submissionId } },
  })

describe('adding what a buyer filled in', () => {
  it('shows it on the cart line, in eight statements like any other item', async () => {
    const [{ id: cartId }, goods] = [await openCart(api, shop), await addGoods(api, shop)]
    const submission = await addSubmission(goods.productId)
    const before = api.database.statements.length
    const { status, body } = await add(cartId, goods.variantId, submission.id.toUpperCase())
    expect(api.database.statements.slice(before)).toHaveLength(8)
    expect(status).toBe(201)
    expect(body.data.cart.items).toMatchObject([
      { quantity: 1, personalisation: { submissionId: submission.id, data: submission.data } },
    ])
  })

  it('makes one line for each submission, and one for none', async () => {
    const [{ id: cartId }, goods] = [await openCart(api, shop), await addGoods(api, shop)]
    const first = await addSubmission(goods.productId)
    const second = await addSubmission(goods.productId)
    for (const one of [first.id, second.id, null, first.id, null, first.id]) {
      expect((await add(cartId, goods.variantId, one)).status).toBe(201)
    }
    const { body } = await send(api, `GET /api/v1/storefront/cart/${cartId}`, {
      headers: shop.storefront,
    })
    const lines = body.data.cart.items.map(
      (line: { quantity: number; personalisation: { submissionId: string } | null }) => [
        line.quantity,
        line.personalisation?.submissionId ?? null,
      ],
    )
    expect(lines).toEqual([
      [3, first.id],
      [1, second.id],
      [2, null],
    ])
  })

  it('counts all lines of a variant against its stock', async () => {
    const { id: cartId } = await openCart(api, shop)
    const goods = await addGoods(api, shop, { onHand: 1 })
    const submission = await addSubmission(goods.productId)
    expect((await add(cartId, goods.variantId)).status).toBe(201)
    const { status, body } = await add(cartId, goods.variantId, submission.id)
    expect([status, body.error.code]).toEqual([409, 'out_of_stock'])
  })

  it('goes on to the order, whatever becomes of the submission and the product', async () => {
    const { id: cartId } = await openCart(api, shop)
    const goods = await addGoods(api, shop, { onHand: 5 })
    const submission = await addSubmission(goods.productId)
    await add(cartId, goods.variantId, submission.id)
    await add(cartId, goods.variantId)
    await db.deleteFrom('formSubmissions').where('id', '=', submission.id).execute()
    const page = await checkOut(api, shop, { cartId })
    expect(page.status).toBe(201)
    const checkoutSessionId = page.body.data.checkoutSession.id
    const gone = { headers: shop.operator }
    await send(api, `DELETE /api/v1/admin/products/${goods.productId}`, gone)
    api.gateway.pay(checkoutSessionId)
    const confirmed = await confirm(api, shop, { cartId, checkoutSessionId })
    const orderId = confirmed.body.data.order.id
    const { body } = await send(api, `GET /api/v1/admin/orders/${orderId}`, {
      headers: shop.operator,
    })
    const kept = body.data.order.lines.map(
      (line: { personalisation: unknown }) => line.personalisation,
    )
    expect(kept).toEqual([{ submissionId: submission.id, data: submission.data }, null])
  })
})

describe('refuses, and leaves nothing behind', () => {
  it.each([
    ['one that does not exist', async () => ids.uuidv7()],
    ['one of another form', async () => 'nonsense'],
    [
      'one of another product',
      async () => (await addSubmission((await addGoods(api, shop)).productId)).id,
    ],
    [
      'one of another store',
      async (productId: string) => (await addSubmission(productId, otherShop.storeId)).id,
    ],
  ])('a submission: %s', async (_, make) => {
    const [{ id: cartId }, goods] = [await openCart(api, shop), await addGoods(api, shop)]
    const { status, body } = await add(cartId, goods.variantId, await make(goods.productId))
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(body.error.issues[0].path).toEqual(['personalisation', 'submissionId'])
    const lines = await db
      .selectFrom('cartItems')
      .select('id')
      .where('cartId', '=', cartId)
      .execute()
    expect(lines).toEqual([])
  })
})
