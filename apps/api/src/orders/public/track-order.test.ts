import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addGoods } from '../../testing/test-goods.ts'
import { createSellingShop, placeTestOrder } from '../../testing/test-order.ts'

const api = await createTestApi()
const shop = await createSellingShop(api)
const { variantId } = await addGoods(api, shop, { title: 'Bowl' })
const order = await placeTestOrder(api, shop, { items: [{ variantId, quantity: 2 }] })
await send(api, `POST /api/v1/admin/orders/${order.id}/fulfilments`, {
  headers: shop.operator,
  body: { carrier: 'Royal Mail', trackingNumber: 'RM1', trackingUrl: 'https://track.example/RM1' },
})
afterAll(() => api[Symbol.asyncDispose]())

const track = (token: string) => send(api, `GET /api/v1/public/orders/${token}/tracking`)

describe('following an order', () => {
  it('shows how far it is, and where its parcels are', async () => {
    const { status, body } = await track(order.trackingToken)
    expect(status).toBe(200)
    expect(body.data.order).toMatchObject({
      orderNumber: order.orderNumber,
      status: 'completed',
      paymentStatus: 'paid',
      fulfilmentStatus: 'fulfilled',
      placedAt: order.placedAt,
      lines: [{ title: 'Bowl', variantTitle: 'Default', quantity: 2, imageUrl: null }],
      fulfilments: [
        {
          carrier: 'Royal Mail',
          trackingNumber: 'RM1',
          trackingUrl: 'https://track.example/RM1',
          lines: [{ orderLineId: order.lines[0].id, quantity: 2 }],
        },
      ],
    })
  })

  it('says no more of the buyer than a first name and a town', async () => {
    const { body } = await track(order.trackingToken)
    const { firstName, destination, ...rest } = body.data.order
    expect([firstName, destination]).toEqual(['Ada', { city: 'London', country: 'GB' }])
    expect(Object.keys(rest).toSorted()).toEqual([
      'fulfilmentStatus',
      'fulfilments',
      'lines',
      'orderNumber',
      'paymentStatus',
      'placedAt',
      'status',
    ])
    const told = JSON.stringify(body)
    const { email, id } = order.customer
    const { line1, postalCode } = order.shippingAddress
    const [{ reference }] = order.payments
    for (const secret of ['Lovelace', email, id, line1, postalCode, reference, order.id]) {
      expect(told).not.toContain(secret)
    }
  })
})

describe('refuses', () => {
  const { trackingToken } = order as { trackingToken: string }
  it.each([
    ['another token of the store', `${trackingToken.slice(0, -4)}0000`],
    ['a shortened one', trackingToken.slice(0, -1)],
    ['another case', trackingToken.toUpperCase()],
    ['the order number', order.orderNumber],
    ['a store that does not exist', `trk_${'2'.repeat(22)}${trackingToken.slice(26)}`],
    ['one with a NUL', `${trackingToken}%00`],
    ['nonsense', 'trk_nothing'],
    ['something endless', 'x'.repeat(400)],
  ])('%s', async (_, token) => {
    const { status, body } = await track(token)
    expect([status, body.error.code]).toEqual([404, 'not_found'])
  })
})
