import { expect, test } from 'vitest'

import { confirm, startCheckout } from './testing/buyer.ts'
import { issueKinds, ordersOf, quiet, stockOf } from './testing/facts.ts'
import { mailsTo } from './testing/mails.ts'
import { moneyOf, paySession } from './testing/pay.ts'
import { launchProduct } from './testing/product.ts'
import { openShop, stockGoods } from './testing/shop.ts'
import { until } from './testing/until.ts'

test('who pays after the hold lapsed and the stock was sold gets the money back, and the shop is told', async () => {
  await using product = await launchProduct()
  const shop = await openShop(product)
  const { variantId } = await stockGoods(product, shop, { price: 8_450, quantity: 1 })
  const wish = { variantId, quantity: 1 }
  const late = await startCheckout(product, shop, wish)
  await product.database.db
    .updateTable('stockHolds')
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .where('storeId', '=', shop.storeId)
    .where('cartId', '=', late.cartId)
    .execute()
  const prompt = await startCheckout(product, shop, wish)
  await paySession(product, prompt.sessionId)
  expect(await confirm(product, shop, prompt)).toMatchObject({ confirmed: true })

  expect(await paySession(product, late.sessionId, { webhooks: { copies: 3 } })).toBe(200)
  const refused = { confirmed: false, order: null, reason: 'refunded_out_of_stock' }
  expect(await confirm(product, shop, late)).toMatchObject(refused)
  await until('the refund', () => moneyOf(product, shop.accountId).refunded > 0)
  await quiet(product)

  expect(await confirm(product, shop, late)).toMatchObject(refused)
  expect(moneyOf(product, shop.accountId)).toMatchObject({
    captured: prompt.total + late.total,
    refunded: late.total,
    refunds: 1,
  })
  expect(await ordersOf(product, shop)).toMatchObject([{ cartId: prompt.cartId }])
  expect(await issueKinds(product, shop)).toEqual([
    'paid_out_of_stock',
    'unplaced_payment_refunded',
  ])
  expect(await stockOf(product, variantId)).toEqual({
    onHand: 1,
    reserved: 1,
    held: 0,
    ledgerAgrees: true,
  })
  expect(await mailsTo(product, prompt.email)).toHaveLength(1)
})
