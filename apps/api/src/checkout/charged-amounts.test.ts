import { findLedgerFaults } from '@cartwright/db/queries/stock-ledger'
import { afterAll, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { checkOut, confirm, createSellingShop, type SellingShop } from '../testing/test-buying.ts'
import { london, openCart } from '../testing/test-cart.ts'
import { addDiscount, addGoods, addShippingMethod, addTaxRate } from '../testing/test-goods.ts'
import { readTestOrder, stockOf } from '../testing/test-order.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

interface Sale {
  readonly price: number
  readonly quantity: number
  readonly shipping: number
  readonly codes?: readonly string[]
}

/** Fills a cart, sends it, applies codes and opens its payment page, as a shop front does. */
async function openPaymentPage(shop: SellingShop, { price, quantity, shipping, codes = [] }: Sale) {
  const goods = await addGoods(api, shop, { price, onHand: 10 })
  const shippingMethodId = await addShippingMethod(api, shop, { price: shipping })
  const items = [{ variantId: goods.variantId, quantity }]
  const { id: cartId } = await openCart(api, shop, { items, shippingAddress: london })
  const headers = shop.storefront
  const cart = `POST /api/v1/storefront/cart/${cartId}` as const
  await send(api, `${cart}/shipping-method`, { headers, body: { shippingMethodId } })
  for (const code of codes) await send(api, `${cart}/discount`, { headers, body: { code } })
  const page = await checkOut(api, shop, { cartId })
  expect(page.status, JSON.stringify(page.body)).toBe(201)
  const asked = api.gateway.calls.findLast(({ method }) => method === 'createCheckoutSession')
  const { checkoutSession, cart: shown } = page.body.data
  return { cartId, goods, checkoutSessionId: checkoutSession.id, totals: shown.totals, asked }
}

async function payFor(shop: SellingShop, page: Awaited<ReturnType<typeof openPaymentPage>>) {
  api.gateway.pay(page.checkoutSessionId)
  const { body } = await confirm(api, shop, page)
  expect(body.data).toMatchObject({ confirmed: true, order: { paymentStatus: 'paid' } })
  return readTestOrder(api, shop, body.data.order.id)
}

async function refund(shop: SellingShop, orderId: string, body: object) {
  const route = `POST /api/v1/admin/orders/${orderId}/refunds` as const
  const answer = await send(api, route, { headers: shop.operator, body: { reason: 'x', ...body } })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.data.refund.amount
}

const refundsAsked = ({ accountId }: SellingShop) =>
  api.gateway.refunds.filter((made) => made.accountId === accountId).map(({ amount }) => amount)

// Three at the price, 12.5 % off, a parcel, and 20 % of tax on top of all that or within it.
it.each([
  {
    currency: 'JPY',
    taxIncluded: false,
    price: 333,
    shipping: 499,
    order: { total: 1_648, tax: 275 },
    provider: { lines: [1_049], shipping: 599, total: 1_648, refunds: [350, 1_298] },
  },
  {
    currency: 'JPY',
    taxIncluded: true,
    price: 333,
    shipping: 499,
    order: { total: 1_373, tax: 229 },
    provider: { lines: [874], shipping: 499, total: 1_373, refunds: [291, 1_082] },
  },
  {
    currency: 'KWD',
    taxIncluded: false,
    price: 3_330,
    shipping: 1_250,
    order: { total: 11_990, tax: 2_000 },
    provider: { lines: [10_490], shipping: 1_500, total: 11_990, refunds: [3_500, 8_490] },
  },
  {
    currency: 'KWD',
    taxIncluded: true,
    price: 3_330,
    shipping: 1_250,
    order: { total: 9_990, tax: 1_665 },
    provider: { lines: [8_740], shipping: 1_250, total: 9_990, refunds: [2_910, 7_080] },
  },
  {
    currency: 'ISK',
    taxIncluded: false,
    price: 333,
    shipping: 499,
    order: { total: 1_648, tax: 275 },
    provider: {
      lines: [104_900],
      shipping: 59_900,
      total: 164_800,
      refunds: [35_000, 129_800],
    },
  },
])(
  'charges and gives back $currency to the last unit, tax included: $taxIncluded',
  async ({ currency, taxIncluded, price, shipping, order: expected, provider }) => {
    const shop = await createSellingShop(api, { currency, taxIncluded })
    await addTaxRate(api, shop)
    await addDiscount(api, shop, { code: 'EIGHTH', value: 1_250 })
    const page = await openPaymentPage(shop, { price, shipping, quantity: 3, codes: ['EIGHTH'] })
    expect(page.totals).toMatchObject(expected)
    expect(page.asked?.input).toMatchObject({
      currency,
      accountId: shop.accountId,
      lines: provider.lines.map((amount) => ({ amount })),
      shipping: { amount: provider.shipping },
      expectedTotal: provider.total,
    })
    const order = await payFor(shop, page)
    expect(order).toMatchObject({
      currency,
      totals: expected,
      payments: [{ amount: expected.total }],
    })
    expect(api.gateway.balance(shop.accountId)).toBe(provider.total)
    const [line] = order.lines
    const first = await refund(shop, order.id, {
      lines: [{ orderLineId: line.id, quantity: 1 }],
    })
    const rest = await refund(shop, order.id, {})
    expect(first + rest).toBe(expected.total)
    expect(refundsAsked(shop)).toEqual(provider.refunds)
    expect(api.gateway.balance(shop.accountId)).toBe(0)
    expect(await readTestOrder(api, shop, order.id)).toMatchObject({ paymentStatus: 'refunded' })
    expect(await stockOf(api, page.goods.variantId)).toMatchObject({ onHand: 10, reserved: 0 })
    expect(await findLedgerFaults(api.runtime.db)).toEqual([])
  },
)

it('sells for nothing what a discount takes off entirely, and cancels it without a refund', async () => {
  const shop = await createSellingShop(api, { taxIncluded: false })
  await addTaxRate(api, shop)
  await addDiscount(api, shop, {
    code: 'GIFT',
    value: 10_000,
    combinesWith: ['shipping'],
    usageLimit: 1,
  })
  await addDiscount(api, shop, {
    code: 'POST',
    type: 'free_shipping',
    value: 0,
    combinesWith: ['order'],
  })
  const page = await openPaymentPage(shop, {
    price: 1_999,
    quantity: 3,
    shipping: 399,
    codes: ['GIFT', 'POST'],
  })
  expect(page.totals).toMatchObject({
    orderDiscount: 5_997,
    shippingDiscount: 399,
    tax: 0,
    total: 0,
  })
  expect(page.asked?.input).toMatchObject({
    lines: [{ amount: 0 }],
    shipping: { amount: 0 },
    expectedTotal: 0,
  })
  const order = await payFor(shop, page)
  expect(order).toMatchObject({ status: 'placed', totals: { total: 0 } })
  expect(await stockOf(api, page.goods.variantId)).toMatchObject({ onHand: 10, reserved: 3 })
  const used = api.runtime.db.selectFrom('discounts').select('usedCount')
  expect(await used.where('storeId', '=', shop.storeId).orderBy('code').execute()).toEqual([
    { usedCount: 1 },
    { usedCount: 1 },
  ])
  const route = `POST /api/v1/admin/orders/${order.id}/cancel` as const
  const cancelled = await send(api, route, { headers: shop.operator, body: { reason: 'x' } })
  expect(cancelled.body.data.order).toMatchObject({ status: 'cancelled', refunds: [] })
  expect(await stockOf(api, page.goods.variantId)).toMatchObject({ onHand: 10, reserved: 0 })
  expect(refundsAsked(shop)).toEqual([])
})

it('charges the goods alone, tax on top, when a discount takes the shipping off', async () => {
  const shop = await createSellingShop(api, { taxIncluded: false })
  await addTaxRate(api, shop)
  await addDiscount(api, shop, { code: 'POST', type: 'free_shipping', value: 0 })
  const sale = { price: 1_999, quantity: 1, shipping: 399, codes: ['POST'] }
  const page = await openPaymentPage(shop, sale)
  expect(page.totals).toMatchObject({
    shipping: 399,
    shippingDiscount: 399,
    tax: 400,
    total: 2_399,
  })
  expect(page.asked?.input).toMatchObject({
    lines: [{ amount: 2_399 }],
    shipping: { amount: 0 },
    expectedTotal: 2_399,
  })
  const order = await payFor(shop, page)
  expect(await refund(shop, order.id, {})).toBe(2_399)
  expect(api.gateway.balance(shop.accountId)).toBe(0)
})
