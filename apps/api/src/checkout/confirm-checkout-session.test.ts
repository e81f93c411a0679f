import { findLedgerFaults } from '@cartwright/db/queries/stock-ledger'
import { storeOfTrackingToken } from '@cartwright/platform/crypto/tracking-token'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { createTestApi } from '../testing/test-api.ts'
import {
  checkOut,
  confirm,
  createSellingShop,
  fillCart,
  openPage,
  type SellingShop,
  slowProvider,
} from '../testing/test-buying.ts'
import { addGoods } from '../testing/test-goods.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const { db } = api.runtime
const HOUR_MS = 3_600_000

let shop: SellingShop
beforeEach(async () => {
  shop = await createSellingShop(api)
})

const ordersOf = (cartId: string) =>
  db.selectFrom('orders').selectAll().where('cartId', '=', cartId).execute()

const nothing = { confirmed: false, alreadyExists: false, order: null }

describe('confirming', () => {
  it('answers the order of a paid session, and the same one ever after', async () => {
    const page = await openPage(api, shop, { price: 1999 })
    api.gateway.pay(page.checkoutSessionId)
    const first = await confirm(api, shop, page)
    const [order] = await ordersOf(page.cartId)
    expect(first).toMatchObject({
      status: 200,
      body: {
        data: {
          confirmed: true,
          alreadyExists: false,
          reason: null,
          order: {
            id: order?.id,
            orderNumber: order?.orderNumber,
            paymentStatus: 'paid',
            fulfilmentStatus: 'unfulfilled',
            total: 1999,
            currency: 'GBP',
            trackingUrl: `https://shop.test/track/${order?.trackingToken}`,
          },
        },
      },
    })
    expect(storeOfTrackingToken(order?.trackingToken ?? '')).toBe(shop.storeId)
    expect(first.body.data.order).not.toHaveProperty('trackingToken')
    const again = await confirm(api, shop, page)
    expect(again.body.data).toEqual({ ...first.body.data, alreadyExists: true })
    expect(await ordersOf(page.cartId)).toHaveLength(1)
  })

  it('makes one order however many confirm at once', async () => {
    const page = await openPage(api, shop)
    api.gateway.pay(page.checkoutSessionId)
    const answers = await Promise.all(Array.from({ length: 6 }, () => confirm(api, shop, page)))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200))
    const firsts = answers.filter(({ body }) => body.data.alreadyExists === false)
    expect(firsts).toHaveLength(1)
    expect(await ordersOf(page.cartId)).toHaveLength(1)
  })

  it('says why there is no order yet, or none any more', async () => {
    const page = await openPage(api, shop)
    expect((await confirm(api, shop, page)).body.data).toEqual({ ...nothing, reason: 'open' })
    api.gateway.pay(page.checkoutSessionId, 'delayed')
    expect((await confirm(api, shop, page)).body.data).toEqual({ ...nothing, reason: 'unpaid' })
    api.gateway.settle(page.checkoutSessionId)
    expect((await confirm(api, shop, page)).body.data).toMatchObject({ confirmed: true })
    const left = await openPage(api, shop)
    api.gateway.lapse(left.checkoutSessionId)
    expect((await confirm(api, shop, left)).body.data).toEqual({ ...nothing, reason: 'expired' })
    expect(await checkOut(api, shop, { cartId: left.cartId })).toMatchObject({ status: 201 })
  })

  it('asks nobody to pay again for a cart whose payment is on its way', async () => {
    const page = await openPage(api, shop)
    api.gateway.pay(page.checkoutSessionId, 'delayed')
    await confirm(api, shop, page)
    expect(await checkOut(api, shop, { cartId: page.cartId })).toMatchObject({
      status: 409,
      body: { error: { code: 'cart_locked' } },
    })
    api.gateway.settle(page.checkoutSessionId)
    expect((await confirm(api, shop, page)).body.data).toMatchObject({ confirmed: true })
  })

  it('makes an order of a cart that cost nothing', async () => {
    const page = await openPage(api, shop, { price: 0 })
    api.gateway.pay(page.checkoutSessionId)
    const { body } = await confirm(api, shop, page)
    expect(body.data).toMatchObject({ confirmed: true, order: { total: 0, paymentStatus: 'paid' } })
  })

  it('tells a buyer whose goods are gone that the money goes back', async () => {
    const goods = await addGoods(api, shop, { onHand: 1 })
    const late = await openPage(api, shop, { goods })
    api.gateway.pay(late.checkoutSessionId)
    api.clock.advance(HOUR_MS)
    const quick = await openPage(api, shop, { goods })
    api.gateway.pay(quick.checkoutSessionId)
    expect((await confirm(api, shop, quick)).body.data).toMatchObject({ confirmed: true })
    const refunded = { ...nothing, reason: 'refunded_out_of_stock' }
    expect((await confirm(api, shop, late)).body.data).toEqual(refunded)
    expect((await confirm(api, shop, late)).body.data).toEqual(refunded)
    const { storeId } = shop
    const issues = await db
      .selectFrom('issues')
      .select('kind')
      .where('storeId', '=', storeId)
      .execute()
    expect(issues).toEqual([{ kind: 'paid_out_of_stock' }])
    expect(await findLedgerFaults(db)).toEqual([])
  })

  it('takes at most twenty statements', async () => {
    const page = await openPage(api, shop)
    api.gateway.pay(page.checkoutSessionId)
    const before = api.database.statements.length
    await confirm(api, shop, page)
    expect(api.database.statements.slice(before).length).toBeLessThanOrEqual(20)
  })
})

describe('confirming refuses', () => {
  it('a session that is unknown, of another cart or of another store', async () => {
    const page = await openPage(api, shop)
    const other = await fillCart(api, shop)
    const unknown = { ...page, checkoutSessionId: 'cs_unknown' }
    expect(await confirm(api, shop, unknown)).toMatchObject({ status: 404 })
    expect(await confirm(api, shop, { ...page, cartId: other.cartId })).toMatchObject({
      status: 404,
    })
    const elsewhere = await createSellingShop(api)
    expect(await confirm(api, elsewhere, page)).toMatchObject({ status: 404 })
  })

  it.each([
    ['', 400],
    ['x'.repeat(256), 400],
    ['cs_\u0000', 400],
  ])('the id %j', async (checkoutSessionId, status) => {
    const { cartId } = await fillCart(api, shop)
    expect(await confirm(api, shop, { cartId, checkoutSessionId })).toMatchObject({ status })
  })

  it('to guess while the provider does not answer, and changes nothing', async () => {
    const page = await openPage(api, shop)
    api.gateway.pay(page.checkoutSessionId)
    const facts = { kind: 'unavailable', code: 'timeout', retry: 'same_key' } as const
    api.gateway.failNext(new GatewayError({ ...facts, message: 'no answer' }))
    expect(await confirm(api, shop, page)).toMatchObject({ status: 503 })
    expect(await ordersOf(page.cartId)).toEqual([])
    expect((await confirm(api, shop, page)).body.data).toMatchObject({ confirmed: true })
  })
})

describe('fifty buyers racing for ten units', () => {
  it('end as ten paid orders, no stock, forty refusals and exactly that money', async () => {
    slowProvider(api, 20)
    const goods = await addGoods(api, shop, { onHand: 10, price: 1250 })
    const buyers = await Promise.all(
      Array.from({ length: 50 }, () => fillCart(api, shop, { goods })),
    )
    const outcomes = await Promise.all(buyers.map(({ cartId }) => buy(cartId)))
    const orders = await db
      .selectFrom('orders')
      .selectAll()
      .where('storeId', '=', shop.storeId)
      .execute()
    expect(outcomes.filter((it) => it === 'bought')).toHaveLength(10)
    expect(outcomes.filter((it) => it === 'out_of_stock')).toHaveLength(40)
    expect(orders).toHaveLength(10)
    const charged = orders.reduce((sum, order) => sum + order.total, 0)
    expect(api.gateway.balance(shop.accountId)).toBe(charged)
    const stock = await db
      .selectFrom('variants')
      .select(['onHand', 'reserved'])
      .where('id', '=', goods.variantId)
      .executeTakeFirstOrThrow()
    expect(stock).toEqual({ onHand: 10, reserved: 10 })
    expect(await findLedgerFaults(db)).toEqual([])

    async function buy(cartId: string): Promise<string> {
      const { status, body } = await checkOut(api, shop, { cartId })
      if (status !== 201) return body.error.code
      const checkoutSessionId: string = body.data.checkoutSession.id
      api.gateway.pay(checkoutSessionId)
      const confirmed = await confirm(api, shop, { cartId, checkoutSessionId })
      return confirmed.body.data.confirmed === true ? 'bought' : 'lost'
    }
  })
})
