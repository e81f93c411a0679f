import { expect, test } from 'vitest'

import type { Refusal } from './testing/ask.ts'
import { type Cart, confirm, fillCart, newAddress, openCheckout } from './testing/buyer.ts'
import { ordersOf, quiet, stockOf } from './testing/facts.ts'
import { mailsTo } from './testing/mails.ts'
import { moneyOf, paySession, slowSandbox } from './testing/pay.ts'
import { launchProduct, type Product } from './testing/product.ts'
import { openShop, type Shop, stockGoods } from './testing/shop.ts'

const BUYERS = 50
const UNITS = 10

interface Purchase {
  readonly email: string
  readonly orderId: string
}

interface Refused {
  readonly status: number
  readonly error: Refusal | null
}

test('50 buyers race for 10 units: 10 paid orders, 40 clear refusals, no unit and no penny astray', async () => {
  await using product = await launchProduct({ apis: 2 })
  const shop = await openShop(product)
  const { variantId } = await stockGoods(product, shop, { price: 1_999, quantity: UNITS })
  const wish = { variantId, quantity: 1 }
  const carts = await Promise.all(
    Array.from({ length: BUYERS }, async () => await fillCart(product, shop, wish)),
  )
  await slowSandbox(product, 150)
  const outcomes = await Promise.all(carts.map(async (cart) => await buy(product, shop, cart)))
  await quiet(product)

  const bought = outcomes.filter((outcome) => 'orderId' in outcome)
  const refused = outcomes.filter((outcome) => 'error' in outcome)
  expect(bought).toHaveLength(UNITS)
  expect(refused).toHaveLength(BUYERS - UNITS)
  for (const { status, error } of refused) {
    expect({ status, code: error?.code }).toEqual({ status: 409, code: 'out_of_stock' })
    expect(error?.details?.['items']).toMatchObject([{ variantId, requested: 1, available: 0 }])
  }
  const orders = await ordersOf(product, shop)
  expect(orders.map(({ id }) => id).toSorted()).toEqual(
    bought.map(({ orderId }) => orderId).toSorted(),
  )
  expect(orders.every(({ paymentStatus }) => paymentStatus === 'paid')).toBe(true)
  expect(await stockOf(product, variantId)).toEqual({
    onHand: UNITS,
    reserved: UNITS,
    held: 0,
    ledgerAgrees: true,
  })
  const sumOfOrders = orders.reduce((sum, { total }) => sum + total, 0)
  expect(moneyOf(product, shop.accountId)).toMatchObject({
    captured: sumOfOrders,
    refunded: 0,
    payments: UNITS,
  })
  for (const { email } of bought) expect(await mailsTo(product, email)).toHaveLength(1)
})

/** Goes to the till with a cart, pays at once, and comes back while the webhooks are on their way. */
async function buy(product: Product, shop: Shop, cart: Cart): Promise<Purchase | Refused> {
  const email = newAddress()
  const { status, data, error } = await openCheckout(product.nextUrl(), shop, {
    cartId: cart.id,
    customerEmail: email,
    expectedTotal: cart.totals.total,
  })
  if (data === null) return { status, error }
  const sessionId = data.checkoutSession.id
  expect(await paySession(product, sessionId)).toBe(200)
  const { confirmed, order } = await confirm(product, shop, { cartId: cart.id, sessionId })
  if (!confirmed || order === null) throw new Error('A paid session was not confirmed.')
  return { email, orderId: order.id }
}
