import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { GatewayError, type GatewayRetry } from '@cartwright/platform/stripe/gateway-error'
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
afterAll(() => api[Symbol.asyncDispose]())

/** A shop with one order of three bowls for 33.99, of which ten are on the shelf. */
async function orderedShop() {
  const shop = await createSellingShop(api)
  const { variantId } = await addGoods(api, shop)
  const order = await placeTestOrder(api, shop, { items: [{ variantId, quantity: 3 }] })
  const lineId: string = order.lines[0].id
  const refund = (body: object, headers: Record<string, string> = {}) =>
    send(api, `POST /api/v1/admin/orders/${order.id}/refunds`, {
      headers: { ...shop.operator, ...headers },
      body: { reason: 'Chipped', ...body },
    })
  const units = (quantity: number) => ({ lines: [{ orderLineId: lineId, quantity }] })
  const ship = (quantity: number) =>
    send(api, `POST /api/v1/admin/orders/${order.id}/fulfilments`, {
      headers: shop.operator,
      body: units(quantity),
    })
  const read = () => readTestOrder(api, shop, order.id)
  return { shop, order, variantId, lineId, refund, units, ship, read }
}

function failure(retry: GatewayRetry): GatewayError {
  return new GatewayError({ kind: 'unavailable', code: 'broken', retry, message: 'Broken' })
}

async function totalSpent(storeId: string) {
  const customer = await api.runtime.db
    .selectFrom('customers')
    .select('totalSpent')
    .where('storeId', '=', storeId)
    .executeTakeFirst()
  return customer?.totalSpent
}

describe('gives back', () => {
  it('an amount: money alone', async () => {
    const { shop, order, refund, variantId } = await orderedShop()
    const answer = await refund({ amount: 500 })
    expect(answer.status).toBe(201)
    expect(answer.body.data.refund).toMatchObject({
      amount: 500,
      currency: 'GBP',
      reason: 'Chipped',
      status: 'succeeded',
      lines: [],
    })
    expect(answer.body.data.order).toMatchObject({
      paymentStatus: 'partially_refunded',
      payments: [{ status: 'partially_refunded' }],
      lines: [{ refundedQuantity: 0, cancelledQuantity: 0 }],
    })
    expect(answer.body.data.order.timeline.at(-1)).toMatchObject({
      type: 'refunded',
      message: '£5.00 refunded: Chipped',
    })
    expect(api.gateway.refunds.at(-1)).toMatchObject({
      accountId: shop.accountId,
      amount: 500,
      metadata: { orderId: order.id, refundId: answer.body.data.refund.id },
    })
    expect(await totalSpent(shop.storeId)).toBe(2_899)
    expect(await stockOf(api, variantId)).toMatchObject({ onHand: 10, reserved: 3 })
  })

  it('items that were not shipped: they never will be, and are on sale again', async () => {
    const { refund, units, variantId, ship } = await orderedShop()
    const { body } = await refund(units(2))
    expect(body.data.refund.amount).toBe(2_000)
    expect(body.data.order.lines).toMatchObject([{ refundedQuantity: 2, cancelledQuantity: 2 }])
    const now = { onHand: 10, reserved: 1 }
    expect(await stockOf(api, variantId)).toEqual({ ...now, ledger: now })
    expect((await ship(2)).status).toBe(400)
    expect((await ship(1)).body.data.order.status).toBe('completed')
  })

  it('items that came back, to the shelf or not', async () => {
    const { refund, units, variantId, ship } = await orderedShop()
    await ship(3)
    await refund(units(1))
    expect(await stockOf(api, variantId)).toMatchObject({ onHand: 8, reserved: 0 })
    await refund({ ...units(1), restock: false })
    const now = { onHand: 8, reserved: 0 }
    expect(await stockOf(api, variantId)).toEqual({ ...now, ledger: now })
  })

  it('everything that is left, shipping included, when neither is named', async () => {
    const { shop, refund } = await orderedShop()
    await refund({ amount: 99 })
    const { body } = await refund({})
    expect(body.data.refund.amount).toBe(3_300)
    expect(body.data.order).toMatchObject({
      paymentStatus: 'refunded',
      lines: [{ refundedQuantity: 3, cancelledQuantity: 3 }],
    })
    expect(api.gateway.balance(shop.accountId)).toBe(0)
    expect(await totalSpent(shop.storeId)).toBe(0)
  })

  it('everything once, however many ask at once', async () => {
    const { shop, refund, variantId, read } = await orderedShop()
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund({})))
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409, 409, 409, 409, 409])
    expect(api.gateway.refunds.filter((it) => it.accountId === shop.accountId)).toHaveLength(1)
    expect((await read()).refunds).toHaveLength(1)
    const now = { onHand: 10, reserved: 0 }
    expect(await stockOf(api, variantId)).toEqual({ ...now, ledger: now })
  })

  it('never more than was paid, however many parts are asked for at once', async () => {
    const { shop, refund, read } = await orderedShop()
    const amount = 1_000
    const answers = await Promise.all(Array.from({ length: 10 }, () => refund({ amount })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(api.gateway.balance(shop.accountId)).toBe(399)
    expect(await read()).toMatchObject({ paymentStatus: 'partially_refunded' })
    expect(await totalSpent(shop.storeId)).toBe(399)
  })

  it('once for one Idempotency-Key', async () => {
    const { refund, read } = await orderedShop()
    const key = { 'idempotency-key': 'refund-1' }
    const [first, second] = [await refund({ amount: 5 }, key), await refund({ amount: 5 }, key)]
    expect(second.body).toEqual(first.body)
    expect((await read()).refunds).toHaveLength(1)
  })

  it('once, when the process died before it could answer', async () => {
    const { shop, refund, read } = await orderedShop()
    const key = { 'idempotency-key': 'refund-2' }
    const { body } = await refund({ amount: 5 }, key)
    // Its answer was never stored.
    await api.runtime.db
      .deleteFrom('idempotencyKeys')
      .where('storeId', '=', shop.storeId)
      .where('key', '=', 'refund-2')
      .execute()
    const again = await refund({ amount: 5 }, key)
    expect([again.status, again.body.data.refund]).toEqual([201, body.data.refund])
    expect((await read()).refunds).toHaveLength(1)
  })

  it.each(['before', 'after'] as const)(
    'later, by a job, when the answer of the provider was lost %s the refund',
    async (when) => {
      const { shop, refund, units, variantId, ship } = await orderedShop()
      api.gateway.failNext(failure('same_key'), { when })
      const { status, body } = await refund(units(2))
      expect(status).toBe(201)
      expect(body.data.refund).toMatchObject({ status: 'pending', amount: 2_000 })
      expect(body.data.order).toMatchObject({
        paymentStatus: 'paid',
        lines: [{ refundedQuantity: 0, cancelledQuantity: 0 }],
      })
      const payload = { storeId: shop.storeId, refundId: body.data.refund.id }
      expect(await waitingJobs(api.runtime.db)).toContainEqual({ task: 'execute-refund', payload })
      expect(await stockOf(api, variantId)).toMatchObject({ onHand: 10, reserved: 3 })
      expect((await ship(2)).status, 'its units cannot be shipped').toBe(400)
      expect((await refund({ amount: 1_400 })).status, 'its money cannot be had').toBe(400)
    },
  )

  it('never twice, when it is asked for once more after the provider has forgotten its key', async () => {
    const { shop, refund } = await orderedShop()
    const { db } = api.runtime
    const key = { 'idempotency-key': 'refund-3' }
    api.gateway.failNext(failure('same_key'), { when: 'after' })
    const { body } = await refund({ amount: 500 }, key)
    const { id } = body.data.refund
    const createdAt = new Date(api.clock.now() - 25 * 3_600_000)
    await db.updateTable('refunds').set({ createdAt }).where('id', '=', id).execute()
    await db.deleteFrom('idempotencyKeys').where('storeId', '=', shop.storeId).execute()
    const calls = api.gateway.calls.length
    const again = await refund({ amount: 500 }, key)
    expect(again.status).toBe(201)
    expect(again.body.data.refund).toMatchObject({ id, status: 'pending' })
    expect(api.gateway.calls).toHaveLength(calls)
  })
})

describe('refuses and leaves nothing behind', () => {
  it.each([
    ['never', 400, 'validation_failed'],
    ['new_key', 503, 'unavailable'],
  ] as const)('when the provider refuses (%s), and may be asked again', async (retry, ...error) => {
    const { shop, refund, units, variantId, read } = await orderedShop()
    const before = await read()
    const key = { 'idempotency-key': 'refused' }
    api.gateway.failNext(failure(retry))
    const { status, body } = await refund(units(1), key)
    expect([status, body.error.code]).toEqual(error)
    const after = await read()
    expect(after).toMatchObject({
      paymentStatus: 'paid',
      lines: before.lines,
      refunds: [{ status: 'failed', failure: 'broken' }],
    })
    expect(await stockOf(api, variantId)).toMatchObject({ onHand: 10, reserved: 3 })
    const again = await refund(units(1), key)
    expect(again.status).toBe(201)
    expect(api.gateway.balance(shop.accountId)).toBe(2_399)
  })

  it.each([
    { amount: 3_400 },
    { amount: 0 },
    { amount: -1 },
    { amount: 1.5 },
    { amount: '5' },
    { lines: [] },
    { lines: [{ orderLineId: 'other', quantity: 1 }] },
    { reason: '' },
    { reason: 'a\u0000b' },
    { reason: undefined },
    { restock: 1 },
    { unknown: true },
  ])('%j', async (input) => {
    const { refund, read } = await orderedShop()
    const before = await read()
    const { status, body } = await refund(input)
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(await read()).toEqual(before)
  })

  it('more units than were bought', async () => {
    const { refund, units, read } = await orderedShop()
    await refund(units(2))
    const before = await read()
    expect((await refund(units(2))).status).toBe(400)
    expect(await read()).toEqual(before)
  })

  it('an amount and lines', async () => {
    const { refund, units } = await orderedShop()
    expect((await refund({ ...units(1), amount: 5 })).status).toBe(400)
  })

  it('a refunded order', async () => {
    const { refund } = await orderedShop()
    await refund({})
    const { status, body } = await refund({ amount: 1 })
    expect([status, body.error.code]).toEqual([409, 'illegal_transition'])
  })

  it('a version that is no longer the present one', async () => {
    const { refund, read } = await orderedShop()
    const { status, body } = await refund({ amount: 5 }, { 'if-match': '"9"' })
    expect([status, body.error.code]).toEqual([409, 'version_conflict'])
    expect((await read()).refunds).toEqual([])
  })
})
