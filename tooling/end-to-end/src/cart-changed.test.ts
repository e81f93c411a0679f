import { expect, test } from 'vitest'

import { ask, dataOf } from './testing/ask.ts'
import { type Cart, confirm, fillCart, openCheckout } from './testing/buyer.ts'
import { ordersOf, quiet, stockOf } from './testing/facts.ts'
import type { Outputs } from './testing/outputs.ts'
import { moneyOf, paySession, slowSandbox } from './testing/pay.ts'
import { launchProduct, type Product } from './testing/product.ts'
import { openShop, type Shop, stockGoods } from './testing/shop.ts'
import { until } from './testing/until.ts'

test('a cart changed after its session was made: the old page cannot be paid, the old total is refused', async () => {
  await using product = await launchProduct()
  const shop = await openShop(product)
  const { variantId } = await stockGoods(product, shop, { price: 1_575, quantity: 5 })
  const cart = await fillCart(product, shop, { variantId, quantity: 1 })
  const oldTotal = cart.totals.total
  const url = product.nextUrl()
  const terms = { cartId: cart.id, expectedTotal: oldTotal }
  const old = dataOf(await openCheckout(url, shop, terms)).checkoutSession

  const changed = await setQuantity(product, shop, { cart, quantity: 3 })
  expect(changed.totals.total).not.toBe(oldTotal)
  const refused = await openCheckout(url, shop, terms)
  expect(refused).toMatchObject({ status: 409, error: { code: 'cart_changed' } })
  expect(refused.error?.details).toMatchObject({ cart: { totals: changed.totals } })

  const expectedTotal = changed.totals.total
  const current = dataOf(await openCheckout(url, shop, { cartId: cart.id, expectedTotal }))
  expect(current.checkoutSession.id).not.toBe(old.id)
  await quiet(product)
  expect(await paySession(product, old.id)).toBe(409)
  expect(product.sandbox.summary().sessions).toEqual({ open: 1, complete: 0, expired: 1 })
  const held = { onHand: 5, reserved: 0, held: 3, ledgerAgrees: true }
  expect(await stockOf(product, variantId)).toEqual(held)

  await paySession(product, current.checkoutSession.id)
  const checkout = { cartId: cart.id, sessionId: current.checkoutSession.id }
  expect(await confirm(product, shop, checkout)).toMatchObject({
    confirmed: true,
    order: { total: expectedTotal },
  })
  await quiet(product)
  expect(await ordersOf(product, shop)).toHaveLength(1)
  expect(moneyOf(product, shop.accountId)).toMatchObject({ captured: expectedTotal, payments: 1 })
})

test('a cart changed while its session is being made: that page is never shown and cannot be paid', async () => {
  await using product = await launchProduct({ apis: 2 })
  const shop = await openShop(product)
  const { variantId } = await stockGoods(product, shop, { price: 990, quantity: 5 })
  const cart = await fillCart(product, shop, { variantId, quantity: 1 })
  await slowSandbox(product, 600)
  const overtaken = openCheckout(product.nextUrl(), shop, { cartId: cart.id })
  await until('the stock to be held', async () => (await stockOf(product, variantId)).held > 0)
  const changed = await setQuantity(product, shop, { cart, quantity: 2 })
  expect(await overtaken).toMatchObject({ status: 409, error: { code: 'cart_changed' } })
  await quiet(product)
  expect(product.sandbox.summary().sessions).toEqual({ open: 0, complete: 0, expired: 1 })

  const expectedTotal = changed.totals.total
  const opened = await openCheckout(product.nextUrl(), shop, { cartId: cart.id, expectedTotal })
  expect(opened).toMatchObject({ status: 201, data: { cart: { totals: changed.totals } } })
  const held = { onHand: 5, reserved: 0, held: 2, ledgerAgrees: true }
  expect(await stockOf(product, variantId)).toEqual(held)
})

async function setQuantity(
  product: Product,
  shop: Shop,
  { cart, quantity }: { readonly cart: Cart; readonly quantity: number },
): Promise<Cart> {
  const [item] = cart.items
  const updated = await ask<Outputs['storefront']['updateCartItem']>(
    product.nextUrl(),
    `PUT /api/v1/storefront/cart/${cart.id}/items/${item?.id ?? ''}`,
    { headers: shop.storefront, body: { quantity } },
  )
  return dataOf(updated).cart
}
