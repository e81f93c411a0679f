import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addGoods } from '../../testing/test-goods.ts'
import {
  createSellingShop,
  placeTestOrder,
  readTestOrder,
  stockOf,
} from '../../testing/test-order.ts'

const api = await createTestApi()
const shop = await createSellingShop(api)
afterAll(() => api[Symbol.asyncDispose]())

/** An order of so many bowls, of which ten are on the shelf. */
async function orderOf(quantity: number) {
  const { variantId } = await addGoods(api, shop)
  const order = await placeTestOrder(api, shop, { items: [{ variantId, quantity }] })
  return { id: order.id, lineId: order.lines[0].id, variantId }
}

function ship(orderId: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) {
  const route = `POST /api/v1/admin/orders/${orderId}/fulfilments` as const
  return send(api, route, { headers: { ...shop.operator, ...headers }, body })
}

describe('ships', () => {
  it('all that remains, which completes the order and empties the shelf', async () => {
    const { id, lineId, variantId } = await orderOf(3)
    const answer = await ship(id, {
      carrier: 'Royal Mail',
      trackingNumber: 'RM1',
      trackingUrl: 'https://track.example/RM1',
    })
    expect(answer.status).toBe(201)
    expect(answer.body.data.fulfilment).toMatchObject({
      status: 'shipped',
      carrier: 'Royal Mail',
      trackingNumber: 'RM1',
      trackingUrl: 'https://track.example/RM1',
      lines: [{ orderLineId: lineId, quantity: 3 }],
      deliveredAt: null,
    })
    const { order } = answer.body.data
    expect(order).toMatchObject({
      status: 'completed',
      fulfilmentStatus: 'fulfilled',
      version: 2,
      lines: [{ fulfilledQuantity: 3 }],
    })
    expect(order.timeline.at(-1)).toMatchObject({
      type: 'fulfilled',
      message: '3 items shipped with Royal Mail (RM1)',
    })
    const now = { onHand: 7, reserved: 0 }
    expect(await stockOf(api, variantId)).toEqual({ ...now, ledger: now })
  })

  it('part of it, then the rest', async () => {
    const { id, lineId, variantId } = await orderOf(3)
    const first = await ship(id, { lines: [{ orderLineId: lineId, quantity: 1 }] })
    expect(first.body.data.order).toMatchObject({
      status: 'placed',
      fulfilmentStatus: 'partially_fulfilled',
    })
    expect(await stockOf(api, variantId)).toMatchObject({ onHand: 9, reserved: 2 })
    const rest = await ship(id)
    expect(rest.body.data.fulfilment.lines).toEqual([{ orderLineId: lineId, quantity: 2 }])
    expect(rest.body.data.order.fulfilmentStatus).toBe('fulfilled')
  })

  it.each([true, false])('and tells of it, with notifyCustomer %s', async (notifyCustomer) => {
    const { id } = await orderOf(1)
    const { body } = await ship(id, { notifyCustomer })
    const event = await api.runtime.db
      .selectFrom('outboxEvents')
      .select(['id', 'payload'])
      .where('type', '=', 'order.fulfilled')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    const fulfilmentId = body.data.fulfilment.id
    expect(event.payload).toEqual({ orderId: id, fulfilmentId, notifyCustomer })
    const payload = { storeId: shop.storeId, eventId: event.id }
    expect(await waitingJobs(api.runtime.db)).toContainEqual({ task: 'deliver-event', payload })
  })

  it('no more than was ordered, by however many parcels at once', async () => {
    const { id, lineId, variantId } = await orderOf(5)
    const body = { lines: [{ orderLineId: lineId, quantity: 2 }] }
    const answers = await Promise.all(Array.from({ length: 6 }, () => ship(id, body)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(4)
    const now = { onHand: 6, reserved: 1 }
    expect(await stockOf(api, variantId)).toEqual({ ...now, ledger: now })
  })

  it('once for one Idempotency-Key', async () => {
    const { id, lineId } = await orderOf(3)
    const body = { lines: [{ orderLineId: lineId, quantity: 1 }] }
    const key = { 'idempotency-key': 'parcel-1' }
    const [first, second] = [await ship(id, body, key), await ship(id, body, key)]
    expect(second.body).toEqual(first.body)
    expect((await readTestOrder(api, shop, id)).fulfilments).toHaveLength(1)
  })

  it('what has no stock to count', async () => {
    const { variantId } = await addGoods(api, shop, { trackInventory: false, onHand: 0 })
    const order = await placeTestOrder(api, shop, { items: [{ variantId, quantity: 2 }] })
    expect((await ship(order.id)).status).toBe(201)
    expect(await stockOf(api, variantId)).toMatchObject({ onHand: 0, reserved: 0 })
  })
})

describe('refuses and leaves nothing behind', () => {
  const illegal = [409, 'illegal_transition']
  const invalid = [400, 'validation_failed']

  async function refused(orderId: string, body: object, headers = {}) {
    const before = await readTestOrder(api, shop, orderId)
    const answer = await ship(orderId, body, headers)
    expect(await readTestOrder(api, shop, orderId)).toEqual(before)
    return [answer.status, answer.body.error?.code]
  }

  it('more units than are left', async () => {
    const { id, lineId } = await orderOf(2)
    const lines = [
      { orderLineId: lineId, quantity: 2 },
      { orderLineId: lineId, quantity: 1 },
    ]
    expect(await refused(id, { lines })).toEqual(invalid)
  })

  it('a line of another order', async () => {
    const [{ id }, { lineId }] = [await orderOf(1), await orderOf(1)]
    expect(await refused(id, { lines: [{ orderLineId: lineId, quantity: 1 }] })).toEqual(invalid)
  })

  it('a parcel of nothing', async () => {
    const { id } = await orderOf(1)
    await ship(id)
    expect(await refused(id, {})).toEqual(illegal)
  })

  it('a cancelled order', async () => {
    const { id } = await orderOf(1)
    const body = { reason: 'Sold out' }
    await send(api, `POST /api/v1/admin/orders/${id}/cancel`, { headers: shop.operator, body })
    expect(await refused(id, {})).toEqual(illegal)
  })

  it('an order that was not paid', async () => {
    const { id } = await orderOf(1)
    await api.runtime.db
      .updateTable('orders')
      .set({ paymentStatus: 'pending' })
      .where('id', '=', id)
      .execute()
    expect(await refused(id, {})).toEqual(illegal)
  })

  it('a version that is no longer the present one', async () => {
    const { id } = await orderOf(1)
    expect(await refused(id, {}, { 'if-match': '"7"' })).toEqual([409, 'version_conflict'])
  })

  it.each([
    { lines: [] },
    { lines: [{ orderLineId: 'x', quantity: 1 }] },
    { lines: [{ quantity: 1 }] },
    { trackingUrl: 'javascript:alert(1)' },
    { carrier: 'a\u0000b' },
    { carrier: 'x'.repeat(121) },
    { notifyCustomer: 'yes' },
    { unknown: 1 },
  ])('%j', async (body) => {
    const { id } = await orderOf(1)
    expect(await refused(id, body)).toEqual(invalid)
  })

  it.each([0, -1, 1.5, '1', null])('a quantity of %j', async (quantity) => {
    const { id, lineId } = await orderOf(1)
    expect(await refused(id, { lines: [{ orderLineId: lineId, quantity }] })).toEqual(invalid)
  })
})
