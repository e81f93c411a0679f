import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addImage } from '../../testing/test-media.ts'
import { createTestProduct } from '../../testing/test-product.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { db, ids } = api.runtime
const { storeId } = shop

const remove = (id: string, headers: Record<string, string> = {}) =>
  send(api, `DELETE /api/v1/admin/products/${id}`, { headers: { ...shop.operator, ...headers } })

const read = (id: string) =>
  send(api, `GET /api/v1/admin/products/${id}`, { headers: shop.operator })

/** An order with one line of the product, as far as this test cares. */
const order = async (product: { id: string; variants: { id: string }[] }) => {
  const [orderId, customerId] = [ids.uuidv7(), ids.uuidv7()]
  const email = `${customerId}@example.com`
  await db
    .insertInto('customers')
    .values({ storeId, id: customerId, email, emailKey: email })
    .execute()
  await db
    .insertInto('orders')
    .values({
      storeId,
      id: orderId,
      orderNumber: `CC-${orderId}`,
      cartId: ids.cartId(),
      checkoutSessionId: ids.uuidv7(),
      status: 'completed',
      paymentStatus: 'paid',
      fulfilmentStatus: 'fulfilled',
      currency: 'GBP',
      subtotal: 1_000,
      itemDiscount: 0,
      orderDiscount: 0,
      shipping: 0,
      shippingDiscount: 0,
      tax: 0,
      total: 1_000,
      taxIncluded: true,
      customerId,
      email,
      trackingToken: orderId,
      placedAt: new Date(),
    })
    .execute()
  await db
    .insertInto('orderLines')
    .values({
      storeId,
      id: ids.uuidv7(),
      orderId,
      position: 0,
      productId: product.id,
      variantId: product.variants[0]?.id ?? '',
      title: 'Bowl',
      variantTitle: 'Default',
      sku: 'X',
      quantity: 1,
      unitPrice: 1_000,
      subtotal: 1_000,
      discount: 0,
      tax: 0,
      total: 1_000,
      stockTracked: true,
      fulfilledQuantity: 1,
    })
    .execute()
}

describe('deleting a product', () => {
  it('takes everything along that hangs on it', async () => {
    const mediaId = await addImage(api, shop)
    const product = await createTestProduct(api, shop, {
      media: [{ mediaId }],
      variants: [{ price: 1, imageId: mediaId, initialQuantity: 3 }],
    })
    const { status, body } = await remove(product.id)
    expect([status, body.data]).toEqual([200, { deleted: true, id: product.id }])
    expect((await read(product.id)).status).toBe(404)
    const uses = await db
      .selectFrom('mediaReferences')
      .select('mediaId')
      .where('mediaId', '=', mediaId)
      .execute()
    expect(uses).toEqual([])
  })

  it('archives one that was ordered, and says so', async () => {
    const product = await createTestProduct(api, shop)
    await order(product)
    for (let time = 1; time <= 2; time += 1) {
      const { status, body } = await remove(product.id)
      expect([status, body.error.code]).toEqual([409, 'product_has_orders'])
    }
    expect((await read(product.id)).body.data.product).toMatchObject({
      status: 'archived',
      version: 2,
    })
    const audited = await db
      .selectFrom('auditLog')
      .select(['action', 'actorId'])
      .where('subjectId', '=', product.id)
      .where('action', '=', 'admin.products.delete')
      .execute()
    expect(audited).toEqual([{ action: 'admin.products.delete', actorId: shop.ownerId }])
    const { status } = await send(api, `GET /api/v1/storefront/products/${product.slug}`, {
      headers: { ...shop.storefront, 'x-storefront-scope': 'preview' },
    })
    expect(status).toBe(404)
  })

  it('frees its slug and SKUs', async () => {
    const first = await createTestProduct(api, shop, { slug: 'free', sku: 'FREE' })
    await remove(first.id)
    const second = await createTestProduct(api, shop, { slug: 'free', sku: 'FREE' })
    expect(second.id).not.toBe(first.id)
  })
})

describe('deleting a product refuses', () => {
  it('while somebody is paying for it', async () => {
    const product = await createTestProduct(api, shop)
    const expiresAt = new Date(api.clock.now() + 60_000)
    const cart = { storeId, id: ids.cartId(), currency: 'GBP', expiresAt }
    await db.insertInto('carts').values(cart).execute()
    const variantId = product.variants[0].id
    await db
      .insertInto('stockHolds')
      .values({ storeId, variantId, cartId: cart.id, quantity: 1, expiresAt })
      .execute()
    const { status, body } = await remove(product.id)
    expect([status, body.error.code]).toEqual([409, 'in_use'])
    api.clock.advance(120_000)
    expect((await remove(product.id)).status).toBe(200)
  })

  it('a stale version', async () => {
    const { id } = await createTestProduct(api, shop)
    const { status, body } = await remove(id, { 'if-match': '"7"' })
    expect([status, body.error.code]).toEqual([409, 'version_conflict'])
    expect((await read(id)).status).toBe(200)
  })

  it('what is not there', async () => {
    expect((await remove(shop.storeId)).status).toBe(404)
    expect((await remove('nonsense')).status).toBe(404)
  })
})
