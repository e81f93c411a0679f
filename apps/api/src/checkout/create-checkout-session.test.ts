import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { checkoutTraces } from '../testing/checkout-traces.ts'
import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import {
  buyerPages,
  checkOut,
  createSellingShop,
  fillCart,
  openPage,
  type SellingShop,
  slowProvider,
} from '../testing/test-buying.ts'
import { openCart } from '../testing/test-cart.ts'
import { addGoods, addShippingMethod, addTaxRate } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const { db } = api.runtime
const { sessionsOf, holdsOf, cartOf, nothingOf } = checkoutTraces(db)
const MINUTE_MS = 60_000

let shop: SellingShop
beforeEach(async () => {
  shop = await createSellingShop(api)
})

function provider(
  retry: 'same_key' | 'new_key' | 'never',
  kind: 'unavailable' | 'refused' = retry === 'never' ? 'refused' : 'unavailable',
) {
  return new GatewayError({ kind, code: 'test_failure', retry, message: 'it failed' })
}

describe('it', () => {
  it('answers a page for exactly the total of the cart, and keeps its stock until it expires', async () => {
    await addTaxRate(api, shop)
    const shippingMethodId = await addShippingMethod(api, shop)
    const { cartId } = await fillCart(api, shop, { price: 1999, quantity: 2 })
    await send(api, `POST /api/v1/storefront/cart/${cartId}/shipping-method`, {
      headers: shop.storefront,
      body: { shippingMethodId },
    })
    const { status, body } = await checkOut(api, shop, { cartId, expectedTotal: 4397 })
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        success: true,
        data: {
          cart: {
            id: cartId,
            status: 'checkout',
            totals: { total: 4397 },
            customerEmail: 'ada@example.com',
          },
          checkoutSession: { url: expect.stringMatching(/^https:/) },
        },
      },
    })
    const { id, expiresAt } = body.data.checkoutSession
    const made = await api.gateway.retrieveCheckoutSession(shop.accountId, id)
    expect(made).toMatchObject({
      amountTotal: 4397,
      currency: 'GBP',
      customerEmail: 'ada@example.com',
      clientReferenceId: cartId,
      metadata: { storeId: shop.storeId, cartId },
      expiresAt: Date.parse(expiresAt),
    })
    expect(Date.parse(expiresAt) - api.clock.now()).toBeGreaterThanOrEqual(30 * MINUTE_MS)
    const [hold] = await holdsOf(cartId)
    expect(hold).toMatchObject({ quantity: 2 })
    expect(hold?.expiresAt.getTime()).toBeGreaterThan(Date.parse(expiresAt))
  })

  it('charges tax on top where prices exclude it', async () => {
    const untaxed = await createSellingShop(api, { taxIncluded: false })
    await addTaxRate(api, untaxed)
    const { cartId } = await fillCart(api, untaxed, { price: 1000 })
    const { body } = await checkOut(api, untaxed, { cartId, expectedTotal: 1200 })
    const { id } = body.data.checkoutSession
    expect(await api.gateway.retrieveCheckoutSession(untaxed.accountId, id)).toMatchObject({
      amountTotal: 1200,
    })
  })

  it('takes at most twelve statements', async () => {
    const { cartId } = await fillCart(api, shop)
    const before = api.database.statements.length
    expect(await checkOut(api, shop, { cartId })).toMatchObject({ status: 201 })
    expect(api.database.statements.slice(before).length).toBeLessThanOrEqual(12)
  })

  it('asks for nothing when nothing is to be paid', async () => {
    const { cartId } = await fillCart(api, shop, { price: 0 })
    const { status, body } = await checkOut(api, shop, { cartId, expectedTotal: 0 })
    expect(status).toBe(201)
    const { id } = body.data.checkoutSession
    expect(await api.gateway.retrieveCheckoutSession(shop.accountId, id)).toMatchObject({
      amountTotal: 0,
      paymentStatus: 'no_payment_required',
    })
  })

  it('answers the same page when the same is asked again, at once or later', async () => {
    const { cartId } = await fillCart(api, shop)
    slowProvider(api, 20)
    const answers = await Promise.all([1, 2, 3].map(() => checkOut(api, shop, { cartId })))
    answers.push(await checkOut(api, shop, { cartId }))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set(answers.map(({ body }) => body.data.checkoutSession.id)).size).toBe(1)
    expect(await sessionsOf(cartId)).toHaveLength(1)
  })

  it.each([
    ['e-mail address', { customerEmail: 'eve@example.com' }],
    ['newsletter box', { acceptsMarketing: true }],
    ['way back', { cancelUrl: 'https://shop.test/other' }],
  ])('opens a new page and closes the old one for another %s', async (_, change) => {
    const { cartId, checkoutSessionId } = await openPage(api, shop)
    const { body } = await checkOut(api, shop, { cartId, ...change })
    expect(body.data.checkoutSession.id).not.toBe(checkoutSessionId)
    const [old, young] = await sessionsOf(cartId)
    expect([old?.status, young?.status]).toEqual(['superseded', 'open'])
    const jobs = await waitingJobs(db)
    expect(jobs).toContainEqual({
      task: 'expire-checkout',
      payload: { storeId: shop.storeId, checkoutSessionId: old?.id },
    })
    expect(await holdsOf(cartId)).toHaveLength(1)
  })

  it('opens a new page after the cart was changed, and closes the old one', async () => {
    const { cartId, goods } = await openPage(api, shop)
    const { variantId } = goods
    const change = { headers: shop.storefront, body: { variantId, quantity: 1 } }
    await send(api, `POST /api/v1/storefront/cart/${cartId}/items`, change)
    expect((await sessionsOf(cartId)).map(({ status }) => status)).toEqual(['superseded'])
    expect(await holdsOf(cartId)).toEqual([])
    const { status } = await checkOut(api, shop, { cartId })
    expect(status).toBe(201)
    expect((await sessionsOf(cartId)).map(({ status }) => status)).toEqual(['superseded', 'open'])
  })

  it('keeps its own stock apart from what others hold', async () => {
    const { cartId, goods } = await openPage(api, shop, { onHand: 1 })
    const { body } = await checkOut(api, shop, { cartId, acceptsMarketing: true })
    expect(body.success).toBe(true)
    const other = await db
      .selectFrom('stockHolds')
      .selectAll()
      .where('variantId', '=', goods.variantId)
      .execute()
    expect(other).toHaveLength(1)
  })
})

describe('it refuses', () => {
  it('a cart that is empty, is unknown or is of another store', async () => {
    const empty = await openCart(api, shop)
    expect(await checkOut(api, shop, { cartId: empty.id })).toMatchObject({
      status: 409,
      body: { error: { code: 'cart_empty' } },
    })
    const elsewhere = await fillCart(api, await createSellingShop(api))
    for (const cartId of ['cart_0123456789abcdef', 'nonsense', elsewhere.cartId]) {
      expect(await checkOut(api, shop, { cartId })).toMatchObject({ status: 404 })
    }
    await nothingOf(elsewhere.cartId)
  })

  it('more than there is, naming the items and what is left', async () => {
    const goods = await addGoods(api, shop, { onHand: 3 })
    const { cartId } = await fillCart(api, shop, { goods, quantity: 2 })
    await openPage(api, shop, { goods, quantity: 2 })
    const { status, body } = await checkOut(api, shop, { cartId })
    expect({ status, error: body.error }).toMatchObject({
      status: 409,
      error: {
        code: 'out_of_stock',
        details: {
          items: [
            { itemId: expect.any(String), variantId: goods.variantId, requested: 2, available: 1 },
          ],
        },
      },
    })
    await nothingOf(cartId)
  })

  it('goods that are no longer for sale', async () => {
    const { cartId, goods } = await fillCart(api, shop)
    await db
      .updateTable('products')
      .set({ status: 'archived' })
      .where('id', '=', goods.productId)
      .execute()
    expect(await checkOut(api, shop, { cartId })).toMatchObject({
      body: { error: { code: 'out_of_stock' } },
    })
  })

  it('another total than the buyer was shown, with the cart as it is', async () => {
    const { cartId } = await fillCart(api, shop, { price: 1000 })
    expect(await checkOut(api, shop, { cartId, expectedTotal: 999 })).toMatchObject({
      status: 409,
      body: {
        error: { code: 'cart_changed', details: { cart: { id: cartId, totals: { total: 1000 } } } },
      },
    })
    await nothingOf(cartId)
  })

  it('a store that cannot take payments yet', async () => {
    const poor = await createTestShop(api)
    const { cartId } = await fillCart(api, poor)
    expect(await checkOut(api, poor, { cartId })).toMatchObject({
      status: 409,
      body: { error: { code: 'payments_not_ready' } },
    })
    await nothingOf(cartId)
  })

  it('a cart without shipping, where the store ships', async () => {
    const { cartId } = await fillCart(api, shop)
    await addShippingMethod(api, shop)
    expect(await checkOut(api, shop, { cartId })).toMatchObject({
      status: 409,
      body: { error: { code: 'shipping_method_unavailable' } },
    })
  })

  it('another version than the one named, and a cart that was paid for', async () => {
    const { cartId } = await fillCart(api, shop)
    const headers = { ...shop.storefront, 'if-match': '"7"' }
    const body = { ...buyerPages, cartId }
    expect(
      await send(api, 'POST /api/v1/storefront/checkout/session', { headers, body }),
    ).toMatchObject({ status: 409, body: { error: { code: 'version_conflict' } } })
    await nothingOf(cartId)
    await db.updateTable('carts').set({ status: 'completed' }).where('id', '=', cartId).execute()
    expect(await checkOut(api, shop, { cartId })).toMatchObject({
      status: 409,
      body: { error: { code: 'cart_locked' } },
    })
  })

  it.each([
    ['an address that is none', { customerEmail: 'nobody' }],
    ['a page that is no web page', { successUrl: 'javascript:alert(1)' }],
    ['a page of another kind', { cancelUrl: 'ftp://shop.test/cart' }],
    ['a negative total', { expectedTotal: -1 }],
    ['a total that is no whole number', { expectedTotal: 9.99 }],
    ['a field nobody knows', { coupon: 'X' }],
    ['a box that is neither ticked nor not', { acceptsMarketing: 'yes' }],
    ['a missing e-mail address', { customerEmail: undefined }],
  ])('%s', async (_, change) => {
    const { cartId } = await fillCart(api, shop)
    expect(await checkOut(api, shop, { cartId, ...change })).toMatchObject({
      status: 400,
      body: { error: { code: 'validation_failed' } },
    })
    await nothingOf(cartId)
  })
})

describe('when the provider fails', () => {
  it('frees everything again after a definite refusal, and the next try is a new one', async () => {
    const { cartId } = await fillCart(api, shop)
    api.gateway.failNext(provider('never'))
    expect(await checkOut(api, shop, { cartId })).toMatchObject({
      status: 409,
      body: { error: { code: 'payments_not_ready', details: { reason: 'test_failure' } } },
    })
    expect(await holdsOf(cartId)).toEqual([])
    expect(await cartOf(cartId)).toMatchObject({ status: 'open' })
    api.gateway.failNext(provider('new_key'))
    expect(await checkOut(api, shop, { cartId })).toMatchObject({ status: 503 })
    expect(await checkOut(api, shop, { cartId })).toMatchObject({ status: 201 })
    const sessions = await sessionsOf(cartId)
    expect(sessions.map(({ status }) => status)).toEqual(['failed', 'failed', 'open'])
  })

  it.each(['before', 'after'] as const)(
    'finds the same session again when the answer was lost %s the work was done',
    async (when) => {
      const { cartId } = await fillCart(api, shop)
      api.gateway.failNext(provider('same_key'), { when })
      expect(await checkOut(api, shop, { cartId })).toMatchObject({ status: 503 })
      expect(await holdsOf(cartId)).toHaveLength(1)
      const { status, body } = await checkOut(api, shop, { cartId })
      expect(status).toBe(201)
      const listed = []
      const search = { accountId: shop.accountId, createdAfter: 0 }
      for await (const { id } of api.gateway.listCheckoutSessions(search)) listed.push(id)
      expect(listed).toEqual([body.data.checkoutSession.id])
      expect(await sessionsOf(cartId)).toHaveLength(1)
    },
  )

  it('asks under a new key when the lost request is too old to be made again', async () => {
    const { cartId } = await fillCart(api, shop)
    api.gateway.failNext(provider('same_key'))
    await checkOut(api, shop, { cartId })
    api.clock.advance(3 * MINUTE_MS)
    expect(await checkOut(api, shop, { cartId })).toMatchObject({ status: 201 })
    const sessions = await sessionsOf(cartId)
    expect(sessions.map(({ status }) => status)).toEqual(['superseded', 'open'])
  })
})
