import { drawPicture } from '@cartwright/dev/pictures/draw-picture'
import { expect, test } from 'vitest'

import { ask, dataOf, type Asked, type Route } from './testing/ask.ts'
import { confirm, startCheckout } from './testing/buyer.ts'
import { quiet, stockOf } from './testing/facts.ts'
import { mailsTo } from './testing/mails.ts'
import type { Outputs } from './testing/outputs.ts'
import { moneyOf, paySession } from './testing/pay.ts'
import { launchProduct, type Product } from './testing/product.ts'
import { openShop, type Shop } from './testing/shop.ts'

type Admin = Outputs['admin']

test('the main job over REST: a pictured product is bought, shipped, followed and partly refunded', async () => {
  await using product = await launchProduct({ apis: 2 })
  const shop = await openShop(product)
  const variantId = await createPicturedProduct(product, shop)
  const checkout = await startCheckout(product, shop, { variantId, quantity: 2 })
  await paySession(product, checkout.sessionId)
  const { order: bought } = await confirm(product, shop, checkout)
  const path = `/api/v1/admin/orders/${bought?.id ?? ''}`
  const admin = operatorOf(product, shop)

  const parcel = { carrier: 'Royal Mail', trackingNumber: 'AB123456789GB' }
  await admin(`POST ${path}/fulfilments`, { body: parcel })
  const { order } = await admin<Admin['orders']['get']>(`GET ${path}`)
  expect(order).toMatchObject({
    fulfilmentStatus: 'fulfilled',
    paymentStatus: 'paid',
    totals: { total: checkout.total },
    lines: [{ quantity: 2, fulfilledQuantity: 2 }],
  })
  const tracking = await ask<Outputs['public']['trackOrder']>(
    product.nextUrl(),
    `GET /api/v1/public/orders/${order.trackingToken}/tracking`,
  )
  expect(dataOf(tracking).order).toMatchObject({
    orderNumber: order.orderNumber,
    fulfilments: [parcel],
    lines: [{ title: 'Blue bowl', quantity: 2 }],
  })

  await admin(`POST ${path}/refunds`, { body: { amount: 500, reason: 'A chip in the glaze' } })
  await quiet(product)
  expect((await admin<Admin['orders']['get']>(`GET ${path}`)).order).toMatchObject({
    paymentStatus: 'partially_refunded',
    refunds: [{ amount: 500 }],
  })
  expect(moneyOf(product, shop.accountId)).toMatchObject({
    captured: checkout.total,
    refunded: 500,
  })
  expect(await stockOf(product, variantId)).toEqual({
    onHand: 3,
    reserved: 0,
    held: 0,
    ledgerAgrees: true,
  })
  // Confirmation, parcel, refund.
  expect(await mailsTo(product, checkout.email)).toHaveLength(3)
})

/** Sends requests as the shop's owner; answers the data of a success. */
function operatorOf(product: Product, shop: Shop) {
  return async <T>(route: Route, asked: Asked = {}): Promise<T> =>
    dataOf(await ask<T>(product.nextUrl(), route, { headers: shop.operator, ...asked }))
}

/** Uploads a picture, makes a product of it, and reads both the way a shop front does. */
async function createPicturedProduct(product: Product, shop: Shop): Promise<string> {
  const admin = operatorOf(product, shop)
  const picture = await drawPicture({ seed: 'end-to-end', motif: 'bowl', palette: 'sea' })
  const form = new FormData()
  form.set('purpose', 'product')
  form.set('file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'bowl.jpg')
  const upload = await admin<{ readonly media: { readonly id: string } }>(
    'POST /api/v1/admin/store/media/upload',
    { raw: form },
  )
  const created = await admin<Admin['products']['create']>('POST /api/v1/admin/products', {
    body: {
      title: 'Blue bowl',
      slug: 'blue-bowl',
      status: 'active',
      variants: [{ sku: 'BOWL-1', price: 1_850, initialQuantity: 5 }],
      media: [{ mediaId: upload.media.id, alt: 'A bowl', isMain: true }],
    },
  })
  const shown = await ask<Outputs['storefront']['getProduct']>(
    product.nextUrl(),
    'GET /api/v1/storefront/products/blue-bowl',
    { headers: shop.storefront },
  )
  const [image] = dataOf(shown).product.images
  expect(image).toMatchObject({ alt: 'A bowl', isMain: true })
  const file = await fetch(image?.url ?? '')
  expect({ status: file.status, type: file.headers.get('content-type') }).toEqual({
    status: 200,
    type: expect.stringMatching(/^image\//),
  })
  return created.product.variants[0]?.id ?? ''
}
