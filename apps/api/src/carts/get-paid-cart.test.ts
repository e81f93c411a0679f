import { afterAll, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { addDiscount, addGoods, addTaxRate } from '../testing/test-goods.ts'
import { createSellingShop, placeTestOrder } from '../testing/test-order.ts'

const api = await createTestApi()
const { db } = api.runtime
afterAll(() => api[Symbol.asyncDispose]())

it('shows a completed cart as it was paid, whatever became of goods, prices and discounts', async () => {
  const shop = await createSellingShop(api)
  await addTaxRate(api, shop)
  const discountId = await addDiscount(api, shop, { code: null, usageLimit: 1 })
  const { variantId, sku } = await addGoods(api, shop, { title: 'Bowl', price: 2_000, onHand: 2 })
  const order = await placeTestOrder(api, shop, { items: [{ variantId, quantity: 2 }] })
  const { cartId } = await db
    .selectFrom('orders')
    .select('cartId')
    .where('id', '=', order.id)
    .executeTakeFirstOrThrow()
  await db.updateTable('variants').set({ price: 1 }).where('id', '=', variantId).execute()
  await db.updateTable('products').set({ status: 'archived', title: 'Old' }).execute()
  await db.deleteFrom('discounts').where('id', '=', discountId).execute()

  const headers = shop.storefront
  const { status, body } = await send(api, `GET /api/v1/storefront/cart/${cartId}`, { headers })
  expect(status).toBe(200)
  const { cart } = body.data
  expect(cart).toMatchObject({
    status: 'completed',
    items: [
      { variantId, sku, title: 'Bowl', quantity: 2, unitPrice: 2_000, discount: 400, total: 3_600 },
    ],
    discounts: [{ code: null, title: 'Automatic', type: 'percentage', amount: 400 }],
    shippingMethod: { id: shop.shippingMethodId, price: 399 },
    totals: { subtotal: 4_000, orderDiscount: 400, shipping: 399, total: 3_999 },
    notices: [],
  })
  expect(cart.totals).toEqual(order.totals)
  expect(cart.taxLines).toEqual(order.taxLines)
})
