import { expect, test } from 'vitest'

import { dataOf } from './testing/ask.ts'
import { confirm, fillCart, newAddress, openCheckout } from './testing/buyer.ts'
import { ordersOf, quiet, stockOf } from './testing/facts.ts'
import { moneyOf, paySession, slowSandbox } from './testing/pay.ts'
import { launchProduct, type Product } from './testing/product.ts'
import { openShop, type Shop, stockGoods } from './testing/shop.ts'
import { until } from './testing/until.ts'

const PRICE = { price: 3_333, quantity: 3 }

test('an API process killed while Stripe answers: the same request again ends with one session and one charge', async () => {
  await using product = await launchProduct({ apis: 2 })
  const shop = await openShop(product)
  const { variantId } = await stockGoods(product, shop, PRICE)
  const cart = await fillCart(product, shop, { variantId, quantity: 2 })
  const terms = { cartId: cart.id, customerEmail: newAddress() }
  const [, doomed = ''] = product.apiUrls
  // Long enough for the kill to come first on any machine.
  await slowSandbox(product, 4_000)
  const requestsBefore = product.sandbox.summary().requests
  const lost = openCheckout(doomed, shop, terms).catch(() => 'the connection broke')
  await until('Stripe to be asked', () => product.sandbox.summary().requests > requestsBefore)
  await product.killApi(1)
  expect(await lost).toBe('the connection broke')
  expect(await sessionStates(product, shop)).toEqual(['creating'])
  await slowSandbox(product, 0)

  const [alive = ''] = product.apiUrls
  const opened = await until(
    'the session, which Stripe may still be making',
    async () => (await openCheckout(alive, shop, terms)).data,
  )
  const again = dataOf(await openCheckout(alive, shop, terms))
  expect(again.checkoutSession).toEqual(opened.checkoutSession)
  expect(await sessionStates(product, shop)).toEqual(['open'])
  expect(product.sandbox.summary().sessions).toEqual({ open: 1, complete: 0, expired: 0 })
  const held = { onHand: 3, reserved: 0, held: 2, ledgerAgrees: true }
  expect(await stockOf(product, variantId)).toEqual(held)

  const checkout = { cartId: cart.id, sessionId: opened.checkoutSession.id }
  await paySession(product, checkout.sessionId)
  expect(await confirm({ ...product, nextUrl: () => alive }, shop, checkout)).toMatchObject({
    confirmed: true,
  })
  await quiet(product)
  expect(await ordersOf(product, shop)).toMatchObject([{ total: cart.totals.total }])
  expect(moneyOf(product, shop.accountId)).toMatchObject({
    captured: cart.totals.total,
    payments: 1,
  })
  const sold = { onHand: 3, reserved: 2, held: 0, ledgerAgrees: true }
  expect(await stockOf(product, variantId)).toEqual(sold)
})

async function sessionStates(product: Product, { storeId }: Shop): Promise<readonly string[]> {
  const rows = await product.database.db
    .selectFrom('checkoutSessions')
    .select('status')
    .where('storeId', '=', storeId)
    .execute()
  return rows.map(({ status }) => status)
}
