import { enqueue } from '@cartwright/db/queue'
import { afterAll, expect, test } from 'vitest'

import { type Checkout, confirm, startCheckout } from './testing/buyer.ts'
import { ordersOf, quiet, stockOf } from './testing/facts.ts'
import { mailsTo } from './testing/mails.ts'
import { moneyOf, type Payment, paySession } from './testing/pay.ts'
import { launchProduct } from './testing/product.ts'
import { openShop, stockGoods } from './testing/shop.ts'
import { until } from './testing/until.ts'

const product = await launchProduct({ apis: 2 })
afterAll(async () => await product[Symbol.asyncDispose]())
const shop = await openShop(product)

test('confirm and webhook race: one order, one e-mail, and a second confirm hears alreadyExists', async () => {
  const checkout = await newCheckout()
  await paySession(product, checkout.sessionId)
  const confirmations = await Promise.all(
    Array.from({ length: 5 }, async () => await confirm(product, shop, checkout)),
  )
  expect(confirmations.every(({ confirmed }) => confirmed)).toBe(true)
  expect(new Set(confirmations.map(({ order }) => order?.id)).size).toBe(1)
  const firsts = confirmations.filter(({ alreadyExists }) => !alreadyExists)
  expect(firsts.length).toBeLessThanOrEqual(1)
  await expectOneOrder(checkout)
})

test('a webhook sent five times and in the wrong order makes one order and one e-mail', async () => {
  const checkout = await newCheckout()
  await pay(checkout, { webhooks: { copies: 5, order: 'reversed' } })
  expect(await until('the order', async () => await orderOf(checkout))).toBeDefined()
  await expectOneOrder(checkout)
})

test('a webhook that comes after the confirmation changes nothing', async () => {
  const checkout = await newCheckout()
  await pay(checkout, { webhooks: { delayMs: 700, copies: 2 } })
  const first = await confirm(product, shop, checkout)
  expect(first).toMatchObject({ confirmed: true, alreadyExists: false, reason: null })
  await expectOneOrder(checkout)
})

test('a payment nobody told about is found by the sweep', async () => {
  const checkout = await newCheckout()
  await pay(checkout, { webhooks: { drop: true } })
  await quiet(product)
  expect(await orderOf(checkout)).toBeUndefined()
  await letTimePass(checkout)
  await enqueue(product.database.db, { name: 'sweep-waiting', payload: {} })
  await until('the order', async () => await orderOf(checkout))
  await expectOneOrder(checkout)
})

test('a payment page that was left is told as open, and a declined card can be followed by another', async () => {
  const checkout = await newCheckout()
  await pay(checkout, { outcome: 'abandon' })
  expect(await confirm(product, shop, checkout)).toMatchObject({
    confirmed: false,
    order: null,
    reason: 'open',
  })
  await pay(checkout, { outcome: 'decline' })
  expect(await confirm(product, shop, checkout)).toMatchObject({ confirmed: false, reason: 'open' })
  await pay(checkout, {})
  await until('the order', async () => await orderOf(checkout))
  await expectOneOrder(checkout)
})

test('a bank debit becomes an order when the money came, not before', async () => {
  const checkout = await newCheckout()
  await pay(checkout, { outcome: 'async_succeed', asyncDelayMs: 600 })
  expect(await confirm(product, shop, checkout)).toMatchObject({
    confirmed: false,
    order: null,
    reason: 'unpaid',
  })
  await until('the order', async () => await orderOf(checkout))
  await expectOneOrder(checkout)
})

test('a bank debit that failed leaves no order, no money and no stock set aside', async () => {
  const checkout = await newCheckout()
  const before = moneyOf(product, shop.accountId)
  await pay(checkout, { outcome: 'async_fail', asyncDelayMs: 300 })
  await until('the stock to be free', async () => (await stock(checkout)).held === 0)
  await quiet(product)
  expect(await orderOf(checkout)).toBeUndefined()
  expect(await confirm(product, shop, checkout)).toMatchObject({ confirmed: false, order: null })
  expect(await stock(checkout)).toEqual({ onHand: 5, reserved: 0, held: 0, ledgerAgrees: true })
  expect(moneyOf(product, shop.accountId)).toEqual(before)
  expect(await mailsTo(product, checkout.email)).toHaveLength(0)
})

test('after all of it the money taken is the sum of the orders, to the penny', async () => {
  const orders = await ordersOf(product, shop)
  expect(moneyOf(product, shop.accountId)).toMatchObject({
    captured: orders.reduce((sum, { total }) => sum + total, 0),
    refunded: 0,
    payments: orders.length,
  })
})

interface OwnCheckout extends Checkout {
  readonly variantId: string
}

/** Goods of its own with five units, of which two are on their way to the till. */
async function newCheckout(): Promise<OwnCheckout> {
  const { variantId } = await stockGoods(product, shop, { price: 1_249, quantity: 5 })
  const checkout = await startCheckout(product, shop, { variantId, quantity: 2 })
  expect(await stockOf(product, variantId)).toEqual({
    onHand: 5,
    reserved: 0,
    held: 2,
    ledgerAgrees: true,
  })
  return { ...checkout, variantId }
}

async function pay({ sessionId }: Checkout, payment: Payment): Promise<void> {
  expect(await paySession(product, sessionId, payment)).toBe(200)
}

async function stock({ variantId }: OwnCheckout) {
  return await stockOf(product, variantId)
}

async function orderOf({ cartId }: Checkout) {
  return (await ordersOf(product, shop)).find((order) => order.cartId === cartId)
}

/** Once everything was worked off: one paid order of the right total, its stock and one e-mail. */
async function expectOneOrder(checkout: OwnCheckout): Promise<void> {
  await quiet(product)
  const all = await ordersOf(product, shop)
  const orders = all.filter(({ cartId }) => cartId === checkout.cartId)
  expect(orders).toMatchObject([{ total: checkout.total, paymentStatus: 'paid' }])
  expect(await stock(checkout)).toEqual({ onHand: 5, reserved: 2, held: 0, ledgerAgrees: true })
  expect(await mailsTo(product, checkout.email)).toHaveLength(1)
  const again = await confirm(product, shop, checkout)
  expect(again).toMatchObject({ confirmed: true, alreadyExists: true, reason: null })
  expect(again.order?.id).toBe(orders[0]?.id)
}

/** As if the session, its hold and its cart had been made a day ago. */
async function letTimePass({ cartId }: Checkout): Promise<void> {
  const past = new Date(Date.now() - 24 * 3_600_000)
  await product.database.db
    .updateTable('checkoutSessions')
    .set({ expiresAt: past, createdAt: past, updatedAt: past })
    .where('storeId', '=', shop.storeId)
    .where('cartId', '=', cartId)
    .execute()
}
