import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { london } from '../../testing/test-cart.ts'
import { addGoods } from '../../testing/test-goods.ts'
import { createSellingShop, placeTestOrder } from '../../testing/test-order.ts'

const api = await createTestApi()
const shop = await createSellingShop(api)
const bowl = await addGoods(api, shop, { title: 'Bowl', price: 1_250 })
afterAll(() => api[Symbol.asyncDispose]())

const order = await placeTestOrder(api, shop, {
  items: [{ variantId: bowl.variantId, quantity: 2 }],
})

describe('reading an order', () => {
  it('shows what was bought, by whom, and how it was paid', () => {
    expect(order).toMatchObject({
      status: 'placed',
      paymentStatus: 'paid',
      fulfilmentStatus: 'unfulfilled',
      currency: 'GBP',
      totals: { subtotal: 2_500, shipping: 399, total: 2_899 },
      lines: [
        {
          variantId: bowl.variantId,
          title: 'Bowl',
          sku: bowl.sku,
          quantity: 2,
          unitPrice: 1_250,
          total: 2_500,
          fulfilledQuantity: 0,
          refundedQuantity: 0,
          cancelledQuantity: 0,
          personalisation: null,
        },
      ],
      customer: { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
      shippingAddress: london,
      payments: [{ provider: 'stripe', amount: 2_899, status: 'paid' }],
      refunds: [],
      fulfilments: [],
      version: 1,
    })
    expect(order.orderNumber).toMatch(/^CC-\d{4}-[0-9A-F]{6}$/)
    expect(order.trackingUrl).toBe(`https://shop.test/track/${order.trackingToken}`)
    expect(order.timeline[0]).toMatchObject({ type: 'placed', at: order.placedAt })
    expect(order.placedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  it('takes two statements, the credential included', async () => {
    const before = api.database.statements.length
    await send(api, `GET /api/v1/admin/orders/${order.id}`, { headers: shop.operator })
    expect(api.database.statements.slice(before)).toHaveLength(2)
  })
})

describe('refuses', () => {
  it('an order of another store', async () => {
    const other = await createSellingShop(api)
    const { status } = await send(api, `GET /api/v1/admin/orders/${order.id}`, {
      headers: other.operator,
    })
    expect(status).toBe(404)
  })
})
