import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addGoods } from '../../testing/test-goods.ts'
import { createSellingShop, placeTestOrder } from '../../testing/test-order.ts'

const api = await createTestApi()
const shop = await createSellingShop(api)
const { variantId } = await addGoods(api, shop, { onHand: 100 })
afterAll(() => api[Symbol.asyncDispose]())

const emails = ['ada@example.com', 'grace@example.com', 'a_b@example.com', 'alan@example.com']
const placed: string[] = []
const days: string[] = []
for (const email of emails) {
  const order = await placeTestOrder(api, shop, { email, items: [{ variantId, quantity: 1 }] })
  placed.unshift(order.id)
  days.unshift(order.placedAt)
  api.clock.advance(24 * 3_600_000)
}
const [alan = '', underscore = '', grace = '', ada = ''] = placed
await send(api, `POST /api/v1/admin/orders/${ada}/fulfilments`, { headers: shop.operator })
await send(api, `POST /api/v1/admin/orders/${grace}/cancel`, {
  headers: shop.operator,
  body: { reason: 'Changed her mind' },
})

async function list(query: string) {
  const { status, body } = await send(api, `GET /api/v1/admin/orders?${query}`, {
    headers: shop.operator,
  })
  return { status, body, ids: (body.data?.orders ?? []).map((order: { id: string }) => order.id) }
}

describe('lists orders', () => {
  it('newest first', async () => {
    const { ids, body } = await list('')
    expect(ids).toEqual(placed)
    expect(body.meta).toEqual({ limit: 20, nextCursor: null })
  })

  it('page by page, each once, with the total when asked', async () => {
    const first = await list('limit=3&includeTotal=true')
    expect(first.body.meta.total).toBe(4)
    const second = await list(`limit=3&cursor=${first.body.meta.nextCursor}`)
    expect([...first.ids, ...second.ids]).toEqual(placed)
    expect(second.body.meta.nextCursor).toBeNull()
  })

  it('with a total of all that match, on an empty page too', async () => {
    expect((await list('q=nobody&includeTotal=true')).body.meta.total).toBe(0)
    expect((await list('status=placed&includeTotal=true')).body.meta.total).toBe(2)
  })

  it.each([
    ['q=GRACE@', [grace]],
    ['q=lovelace', [alan, underscore, grace, ada]],
    ['q=a_', [underscore]],
    ['q=%20&status=completed', [ada]],
    ['status=cancelled', [grace]],
    ['status=completed', [ada]],
    ['paymentStatus=refunded', [grace]],
    ['fulfilmentStatus=fulfilled', [ada]],
    ['status=placed&fulfilmentStatus=unfulfilled', [alan, underscore]],
    [`from=${days[1]}`, [alan, underscore]],
    [`to=${days[2]}`, [grace, ada]],
    [`from=${days[2]?.slice(0, 10)}&to=${days[2]?.slice(0, 10)}`, [grace]],
  ])('that match %s', async (query, expected) => {
    expect((await list(query)).ids).toEqual(expected)
  })

  it('by order number, however it is typed', async () => {
    const { body } = await list('limit=1')
    const [{ id, orderNumber }] = body.data.orders
    expect((await list(`q=${orderNumber.toLowerCase().slice(3)}`)).ids).toContain(id)
  })

  it('in two statements, the credential included', async () => {
    const before = api.database.statements.length
    await list('includeTotal=true')
    expect(api.database.statements.slice(before)).toHaveLength(2)
  })
})

describe('refuses', () => {
  it.each(['limit=0', 'limit=101', 'status=shipped', 'from=yesterday', 'cursor=x', 'q=%00'])(
    '%s',
    async (query) => {
      const { status, body } = await list(query)
      expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    },
  )

  it('to show orders of another store', async () => {
    const other = await createSellingShop(api)
    const { body } = await send(api, 'GET /api/v1/admin/orders', { headers: other.operator })
    expect(body.data.orders).toEqual([])
  })
})
