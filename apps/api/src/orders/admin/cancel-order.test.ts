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

/** A shop with one order of two bowls for 23.99, of which ten are on the shelf. */
async function orderedShop() {
  const shop = await createSellingShop(api)
  const { variantId } = await addGoods(api, shop)
  const order = await placeTestOrder(api, shop, { items: [{ variantId, quantity: 2 }] })
  const headers = shop.operator
  const cancel = (body: object = { reason: 'Sold out' }, more: Record<string, string> = {}) =>
    send(api, `POST /api/v1/admin/orders/${order.id}/cancel`, {
      headers: { ...headers, ...more },
      body,
    })
  return { shop, order, variantId, cancel, read: () => readTestOrder(api, shop, order.id) }
}

function failure(retry: GatewayRetry): GatewayError {
  return new GatewayError({ kind: 'unavailable', code: 'broken', retry, message: 'Broken' })
}

async function eventsOf(storeId: string): Promise<string[]> {
  const events = await api.runtime.db
    .selectFrom('outboxEvents')
    .select('type')
    .where('storeId', '=', storeId)
    .orderBy('id')
    .execute()
  return events.map(({ type }) => type)
}

describe('cancels', () => {
  it('an order: its stock goes back on sale and its money goes back', async () => {
    const { shop, variantId, cancel } = await orderedShop()
    const answer = await cancel()
    expect(answer.status).toBe(200)
    expect(answer.body.data.order).toMatchObject({
      status: 'cancelled',
      paymentStatus: 'refunded',
      fulfilmentStatus: 'unfulfilled',
      cancelReason: 'Sold out',
      lines: [{ cancelledQuantity: 2, refundedQuantity: 2, fulfilledQuantity: 0 }],
      payments: [{ status: 'refunded' }],
      refunds: [{ amount: 2_399, status: 'succeeded', reason: 'Sold out' }],
    })
    const now = { onHand: 10, reserved: 0 }
    expect(await stockOf(api, variantId)).toEqual({ ...now, ledger: now })
    expect(api.gateway.balance(shop.accountId)).toBe(0)
    expect(await eventsOf(shop.storeId)).toEqual([
      'order.placed',
      'order.cancelled',
      'order.refunded',
    ])
    const customer = await api.runtime.db
      .selectFrom('customers')
      .select('totalSpent')
      .where('storeId', '=', shop.storeId)
      .executeTakeFirst()
    expect(customer?.totalSpent).toBe(0)
  })

  it('without restocking: the items are written off', async () => {
    const { variantId, cancel } = await orderedShop()
    await cancel({ reason: 'Broken in the kiln', restock: false })
    const now = { onHand: 8, reserved: 0 }
    expect(await stockOf(api, variantId)).toEqual({ ...now, ledger: now })
  })

  it('what was partly refunded, giving back the rest', async () => {
    const { shop, order, cancel } = await orderedShop()
    const body = { amount: 500, reason: 'Late' }
    const headers = shop.operator
    await send(api, `POST /api/v1/admin/orders/${order.id}/refunds`, { headers, body })
    const { body: answer } = await cancel()
    expect(answer.data.order.refunds.map((refund: { amount: number }) => refund.amount)).toEqual([
      500, 1_899,
    ])
    expect(api.gateway.balance(shop.accountId)).toBe(0)
  })

  it('twice, and five at once, as if once', async () => {
    const { shop, variantId, cancel, read } = await orderedShop()
    const answers = await Promise.all(Array.from({ length: 5 }, () => cancel()))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    const settled = await read()
    expect((await cancel()).body.data.order).toEqual(settled)
    expect(settled.refunds).toHaveLength(1)
    expect(api.gateway.refunds.filter((it) => it.accountId === shop.accountId)).toHaveLength(1)
    expect(await stockOf(api, variantId)).toMatchObject({ onHand: 10, reserved: 0 })
  })

  it('when the provider refuses the refund: cancelled, with an issue, and refundable again', async () => {
    const { shop, order, cancel } = await orderedShop()
    api.gateway.failNext(failure('never'))
    const answer = await cancel()
    expect(answer.status).toBe(200)
    expect(answer.body.data.order).toMatchObject({
      status: 'cancelled',
      paymentStatus: 'paid',
      refunds: [{ status: 'failed', failure: 'broken' }],
    })
    const issue = await api.runtime.db
      .selectFrom('issues')
      .select(['severity', 'kind', 'subjectId'])
      .where('storeId', '=', shop.storeId)
      .executeTakeFirst()
    expect(issue).toEqual({ severity: 'critical', kind: 'refund_failed', subjectId: order.id })
    const again = await send(api, `POST /api/v1/admin/orders/${order.id}/refunds`, {
      headers: shop.operator,
      body: { reason: 'Cancelled' },
    })
    expect(again.body.data.order).toMatchObject({ paymentStatus: 'refunded' })
    expect(api.gateway.balance(shop.accountId)).toBe(0)
  })

  it.each(['before', 'after'] as const)(
    'when the answer of the provider is lost %s the refund: a job finishes it',
    async (when) => {
      const { shop, cancel, variantId } = await orderedShop()
      api.gateway.failNext(failure('same_key'), { when })
      const answer = await cancel()
      expect(answer.body.data.order).toMatchObject({
        status: 'cancelled',
        paymentStatus: 'paid',
        refunds: [{ status: 'pending' }],
      })
      const [refund] = answer.body.data.order.refunds
      const payload = { storeId: shop.storeId, refundId: refund.id }
      expect(await waitingJobs(api.runtime.db)).toContainEqual({ task: 'execute-refund', payload })
      expect(await stockOf(api, variantId)).toMatchObject({ onHand: 10, reserved: 0 })
    },
  )
})

describe('refuses and leaves nothing behind', () => {
  it('an order of which something was shipped', async () => {
    const { shop, order, cancel, read } = await orderedShop()
    const lines = [{ orderLineId: order.lines[0].id, quantity: 1 }]
    const headers = shop.operator
    await send(api, `POST /api/v1/admin/orders/${order.id}/fulfilments`, {
      headers,
      body: { lines },
    })
    const before = await read()
    const { status, body } = await cancel()
    expect([status, body.error.code]).toEqual([409, 'illegal_transition'])
    expect(await read()).toEqual(before)
  })

  it('an order with a refund under way', async () => {
    const { shop, order, cancel, read } = await orderedShop()
    api.gateway.failNext(failure('same_key'))
    const body = { amount: 100, reason: 'Late' }
    const headers = shop.operator
    await send(api, `POST /api/v1/admin/orders/${order.id}/refunds`, { headers, body })
    const before = await read()
    expect((await cancel()).status).toBe(409)
    expect(await read()).toEqual(before)
  })

  it('a version that is no longer the present one', async () => {
    const { cancel, read } = await orderedShop()
    const { status, body } = await cancel({ reason: 'Sold out' }, { 'if-match': '"2"' })
    expect([status, body.error.code]).toEqual([409, 'version_conflict'])
    expect((await read()).status).toBe('placed')
  })

  it.each([{}, { reason: '' }, { reason: 'x'.repeat(501) }, { reason: 'x', restock: 'no' }])(
    '%j',
    async (input) => {
      const { cancel, read } = await orderedShop()
      const { status, body } = await cancel(input)
      expect([status, body.error.code]).toEqual([400, 'validation_failed'])
      expect((await read()).status).toBe('placed')
    },
  )
})
