import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { london, openCart } from '../testing/test-cart.ts'
import { addDiscount, addGoods, addShippingMethod } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
const { db, ids } = api.runtime
const headers = shop.storefront
const goods = await addGoods(api, shop, { price: 1_000, onHand: 1_000 })
afterAll(() => api[Symbol.asyncDispose]())

const apply = (cartId: string, code: unknown) =>
  send(api, `POST /api/v1/storefront/cart/${cartId}/discount`, { headers, body: { code } })

const remove = (cartId: string, code: string) =>
  send(api, `DELETE /api/v1/storefront/cart/${cartId}/discount/${code}`, { headers })

const get = async (cartId: string) =>
  (await send(api, `GET /api/v1/storefront/cart/${cartId}`, { headers })).body.data.cart

const cartOf = (quantity: number, terms = {}) =>
  openCart(api, shop, { items: [{ variantId: goods.variantId, quantity }], ...terms })

let codes = 0
async function newCode(terms: Omit<Parameters<typeof addDiscount>[2], 'code'> = {}) {
  codes += 1
  const code = `Code-${codes}`
  return { code, id: await addDiscount(api, shop, { code, ...terms }) }
}

describe('does it', () => {
  it('takes off what the code gives, whatever its case', async () => {
    const { code } = await newCode({ value: 1_250 })
    const { id } = await cartOf(2)
    const { status, body } = await apply(id, `  ${code.toUpperCase()} `)
    expect(status).toBe(200)
    expect(body.data.cart).toMatchObject({
      discounts: [{ code, title: code, type: 'percentage', amount: 250 }],
      rejectedDiscounts: [],
      totals: { subtotal: 2_000, orderDiscount: 250, total: 1_750 },
      version: 2,
    })
  })

  it('changes nothing when the code is on the cart already', async () => {
    const { code } = await newCode()
    const { id } = await cartOf(1)
    const first = await apply(id, code)
    const second = await apply(id, code.toLowerCase())
    expect([second.status, second.body.data.cart]).toEqual([200, first.body.data.cart])
  })

  it('lets the better of two codes win that do not combine, and says which lost', async () => {
    const [small, big] = [await newCode({ value: 500 }), await newCode({ value: 2_000 })]
    const { id } = await cartOf(1)
    await apply(id, small.code)
    const { body } = await apply(id, big.code)
    expect(body.data.cart).toMatchObject({
      discounts: [{ code: big.code, amount: 200 }],
      rejectedDiscounts: [{ code: small.code, reason: 'not_combinable' }],
    })
  })

  it('uses codes together that both allow it: products first, then the order', async () => {
    const [ofProduct, ofOrder] = [
      await newCode({ value: 5_000, productIds: [goods.productId], combinesWith: ['order'] }),
      await newCode({ type: 'fixed_amount', value: 100, combinesWith: ['product'] }),
    ]
    const { id } = await cartOf(1)
    await apply(id, ofProduct.code)
    const { body } = await apply(id, ofOrder.code)
    expect(body.data.cart.totals).toMatchObject({
      itemDiscount: 500,
      orderDiscount: 100,
      total: 400,
    })
  })

  it('keeps free shipping for when a method is chosen', async () => {
    const methodId = await addShippingMethod(api, shop)
    const { code } = await newCode({ type: 'free_shipping', value: 0 })
    const { id } = await cartOf(1, { shippingAddress: london })
    const { status, body } = await apply(id, code)
    expect(status).toBe(200)
    expect(body.data.cart.rejectedDiscounts).toEqual([{ code, reason: 'shipping_not_selected' }])
    const chosen = await send(api, `POST /api/v1/storefront/cart/${id}/shipping-method`, {
      headers,
      body: { shippingMethodId: methodId },
    })
    expect(chosen.body.data.cart).toMatchObject({
      discounts: [{ code, type: 'free_shipping', amount: 399 }],
      totals: { shipping: 399, shippingDiscount: 399, total: 1_000 },
    })
  })

  it('shows why a code ceased to apply, and forgets it when asked', async () => {
    const { code } = await newCode({ minimumOrderAmount: 2_000 })
    const { id, items } = await cartOf(2)
    await apply(id, code)
    const lessUrl = `PUT /api/v1/storefront/cart/${id}/items/${items[0].id}` as const
    const less = await send(api, lessUrl, { headers, body: { quantity: 1 } })
    const rejectedDiscounts = [{ code, reason: 'minimum_amount_not_met' }]
    expect(less.body.data.cart).toMatchObject({ discounts: [], rejectedDiscounts })
    const { status, body } = await remove(id, code.toLowerCase())
    expect([status, body.data.cart.rejectedDiscounts]).toEqual([200, []])
  })

  it('takes a discount off a cart', async () => {
    const { code } = await newCode()
    const { id } = await cartOf(1)
    await apply(id, code)
    const { body } = await remove(id, code)
    expect(body.data.cart).toMatchObject({ discounts: [], totals: { total: 1_000 }, version: 3 })
  })
})

describe('refuses, and leaves nothing behind', () => {
  const minute = 60_000

  it.each([
    ['not_found', async () => 'No such code'],
    ['expired', async () => (await newCode({ endsAt: new Date(api.clock.now()) })).code],
    [
      'not_started',
      async () => (await newCode({ startsAt: new Date(api.clock.now() + minute) })).code,
    ],
    ['usage_limit_reached', async () => (await newCode({ usageLimit: 3, usedCount: 3 })).code],
    ['minimum_amount_not_met', async () => (await newCode({ minimumOrderAmount: 1_001 })).code],
    ['no_matching_items', async () => (await newCode({ productIds: [ids.uuidv7()] })).code],
    [
      'not_found',
      async () => {
        await addDiscount(api, otherShop, { code: 'THEIRS' })
        return 'THEIRS'
      },
    ],
  ])('a code that is %s', async (reason, code) => {
    const cart = await cartOf(1)
    const { status, body } = await apply(cart.id, await code())
    expect([status, body.error.code]).toEqual([409, 'discount_not_applicable'])
    expect(body.error.details).toEqual({ reason })
    expect(await get(cart.id)).toEqual(cart)
  })

  it('a code worse than one that is on the cart and does not combine', async () => {
    const [big, small] = [await newCode({ value: 2_000 }), await newCode({ value: 500 })]
    const { id } = await cartOf(1)
    const before = (await apply(id, big.code)).body.data.cart
    const { body } = await apply(id, small.code)
    expect(body.error.details).toEqual({ reason: 'not_combinable' })
    expect(await get(id)).toEqual(before)
  })

  it('a code its customer has used up, whatever the case of the address', async () => {
    const { code, id: discountId } = await newCode({ perCustomerLimit: 1 })
    await redeem(discountId, 'grace@example.com')
    const known = await cartOf(1, { customerEmail: 'Grace@Example.com' })
    const { body } = await apply(known.id, code)
    expect(body.error.details).toEqual({ reason: 'customer_limit_reached' })
    const other = await cartOf(1, { customerEmail: 'ada@example.com' })
    expect((await apply(other.id, code)).status).toBe(200)
  })

  it('any code on an empty cart', async () => {
    const { code } = await newCode()
    const { id } = await openCart(api, shop)
    expect((await apply(id, code)).body.error.details).toEqual({ reason: 'no_matching_items' })
  })

  it('an eleventh code', async () => {
    const { id } = await cartOf(1)
    const discountCodes = Array.from({ length: 10 }, (_, i) => `old-${i}`)
    await db.updateTable('carts').set({ discountCodes }).where('id', '=', id).execute()
    const { code } = await newCode()
    expect((await apply(id, code)).body.error.details).toEqual({ reason: 'too_many_codes' })
  })

  it.each(['', '   ', 7, null, 'x'.repeat(101), 'NUL\u0000'])('the code %j', async (code) => {
    const cart = await cartOf(1)
    const { status, body } = await apply(cart.id, code)
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(await get(cart.id)).toEqual(cart)
  })

  it('to remove a code that is not on the cart', async () => {
    const { id } = await cartOf(1)
    for (const code of ['none', 'x%00']) expect((await remove(id, code)).status).toBe(404)
  })

  it('a cart of another store', async () => {
    const { code } = await newCode()
    const { id } = await openCart(api, otherShop)
    expect((await apply(id, code)).status).toBe(404)
    expect((await remove(id, code)).status).toBe(404)
  })
})

async function redeem(discountId: string, email: string) {
  const { storeId } = shop
  const [customerId, orderId] = [ids.uuidv7(), ids.uuidv7()]
  await db
    .insertInto('customers')
    .values({ storeId, id: customerId, email, emailKey: email })
    .execute()
  const amounts = { subtotal: 0, itemDiscount: 0, orderDiscount: 0, shipping: 0, tax: 0, total: 0 }
  await db
    .insertInto('orders')
    .values({
      ...amounts,
      storeId,
      id: orderId,
      orderNumber: orderId,
      cartId: orderId,
      checkoutSessionId: ids.uuidv7(),
      status: 'placed',
      paymentStatus: 'paid',
      fulfilmentStatus: 'unfulfilled',
      currency: 'GBP',
      shippingDiscount: 0,
      taxIncluded: true,
      customerId,
      email,
      trackingToken: orderId,
      placedAt: new Date(api.clock.now()),
    })
    .execute()
  const redemption = { storeId, orderId, discountId, customerId, amount: 0 }
  await db.insertInto('discountRedemptions').values(redemption).execute()
}
