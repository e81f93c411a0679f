import { existsSync, readdirSync } from 'node:fs'

import { afterAll, expect, test } from 'vitest'

import { ask, type Answer, type RequestHeaders, type Route } from './testing/ask.ts'
import { confirm, fillCart, newAddress, startCheckout } from './testing/buyer.ts'
import { paySession } from './testing/pay.ts'
import { launchProduct } from './testing/product.ts'
import { rowCounts, rowsWrittenSince } from './testing/row-counts.ts'
import { openShop, stockGoods } from './testing/shop.ts'
import { spoil } from './testing/spoil.ts'

const product = await launchProduct({ worker: false })
afterAll(async () => await product[Symbol.asyncDispose]())
const [url = ''] = product.apiUrls
const shop = await openShop(product)
const goods = await stockGoods(product, shop, { price: 1_200, quantity: 5 })
const wish = { variantId: goods.variantId, quantity: 1 }
const cart = await fillCart(product, shop, wish)
const order = await buyOne()
const json = { 'content-type': 'application/json' }

interface Target {
  readonly route: Route
  readonly headers?: RequestHeaders
  readonly body: Readonly<Record<string, unknown>>
  /** Fields that take more values than the right one, but are refused further on unless they are. */
  readonly opaque?: readonly string[]
}

const { operator, storefront } = shop
const admin = '/api/v1/admin'
const carts = `/api/v1/storefront/cart/${cart.id}`
const targets: readonly Target[] = [
  {
    route: 'POST /api/v1/auth/signup',
    body: {
      email: newAddress(),
      password: 'correct horse battery',
      name: 'Una',
      storeName: 'Una & Co',
      storeSlug: 'una-and-co',
      currency: 'GBP',
      country: 'GB',
    },
  },
  {
    route: 'POST /api/v1/auth/login',
    body: { email: newAddress(), password: 'correct horse battery' },
    opaque: ['password'],
  },
  { route: 'POST /api/v1/auth/forgot-password', body: { email: newAddress() } },
  {
    route: `POST ${admin}/products`,
    headers: operator,
    body: {
      title: 'Bowl',
      slug: 'bowl',
      description: 'Deep',
      status: 'active',
      tags: ['clay'],
      price: 100,
      sku: 'B',
      variants: [{ sku: 'B1', price: 100, initialQuantity: 1 }],
    },
  },
  {
    route: `PATCH ${admin}/products/${goods.productId}`,
    headers: operator,
    body: { title: 'Bowl', price: 100, status: 'active' },
  },
  {
    route: `POST ${admin}/products/${goods.productId}/variants/${goods.variantId}/inventory`,
    headers: operator,
    body: { setTo: 5, reason: 'correction', note: 'counted', expectedOnHand: 4 },
    opaque: ['expectedOnHand'],
  },
  {
    route: `POST ${admin}/collections`,
    headers: operator,
    body: { title: 'Blue', slug: 'blue', productIds: [goods.productId] },
  },
  {
    route: `POST ${admin}/discounts`,
    headers: operator,
    body: { code: 'TEN', title: 'Ten', type: 'percentage', value: 10, usageLimit: 5 },
  },
  {
    route: `POST ${admin}/store/shipping-zones`,
    headers: operator,
    body: { name: 'Home', countries: ['FR'], methods: [{ name: 'Post', price: 100 }] },
  },
  {
    route: `POST ${admin}/store/tax-rates`,
    headers: operator,
    body: { name: 'TVA', country: 'FR', rateBasisPoints: 2_000, appliesToShipping: true },
  },
  {
    route: `POST ${admin}/store/storefront-tokens`,
    headers: operator,
    body: { name: 'Front', scopes: ['live'], allowedOrigins: [] },
  },
  {
    route: `POST ${admin}/store/api-keys`,
    headers: operator,
    body: { name: 'Books', scopes: ['orders:read'] },
  },
  {
    route: `PATCH ${admin}/store`,
    headers: operator,
    body: { name: 'Clay & Co', orderPrefix: 'CC', taxIncluded: false },
  },
  {
    route: `POST ${admin}/orders/${order.id}/fulfilments`,
    headers: operator,
    body: {
      carrier: 'Royal Mail',
      trackingNumber: 'AB1',
      trackingUrl: 'https://carrier.example/AB1',
      notifyCustomer: true,
    },
  },
  {
    route: `POST ${admin}/orders/${order.id}/refunds`,
    headers: operator,
    body: { amount: 100, reason: 'chipped', restock: false },
  },
  {
    route: `POST ${admin}/orders/${order.id}/cancel`,
    headers: operator,
    body: { reason: 'asked to', restock: true },
  },
  {
    route: 'POST /api/v1/storefront/cart',
    headers: storefront,
    body: { items: [wish], customerEmail: newAddress(), shippingAddress: cart.shippingAddress },
  },
  { route: `POST ${carts}/items`, headers: storefront, body: wish, opaque: ['variantId'] },
  {
    route: `PUT ${carts}/items/${cart.items[0]?.id ?? ''}`,
    headers: storefront,
    body: { quantity: 2 },
  },
  {
    route: `PATCH ${carts}`,
    headers: storefront,
    body: { customerEmail: newAddress(), note: 'x' },
  },
  { route: `POST ${carts}/discount`, headers: storefront, body: { code: 'NONE' } },
  {
    route: `POST ${carts}/shipping-method`,
    headers: storefront,
    body: { shippingMethodId: shop.shippingMethodId },
    opaque: ['shippingMethodId'],
  },
  {
    route: 'POST /api/v1/storefront/checkout/session',
    headers: storefront,
    body: {
      cartId: cart.id,
      customerEmail: newAddress(),
      acceptsMarketing: true,
      successUrl: 'https://shop.example/thanks',
      cancelUrl: 'https://shop.example/cart',
      expectedTotal: cart.totals.total + 1,
    },
    opaque: ['cartId'],
  },
  {
    route: 'POST /api/v1/storefront/checkout/confirm',
    headers: storefront,
    body: { checkoutSessionId: 'cs_test_1', cartId: cart.id },
    opaque: ['checkoutSessionId', 'cartId'],
  },
]

test.each(targets)('$route refuses every spoilt body as documented', async (target) => {
  const before = await rowCounts(product)
  const answers = await Promise.all(
    spoil(target.body).map(async ({ how, field, raw, code }) => {
      const headers = { ...json, ...target.headers }
      const { status, error } = await ask(url, target.route, { headers, raw })
      const opaque = target.opaque?.includes(field) === true && error?.code !== code
      return { how, status, code: error?.code, expected: opaque ? 'its own' : code }
    }),
  )
  const wrong = answers.filter(({ status, code, expected }) =>
    expected === 'its own' ? status < 400 || status > 409 : status !== 400 || code !== expected,
  )
  expect({ wrong, written: await rowsWrittenSince(product, before) }).toEqual({
    wrong: [],
    written: {},
  })
})

test('more than there is, or than a line may hold, is refused with what is left', async () => {
  const before = await rowCounts(product)
  const add = async (quantity: number) =>
    await ask(url, `POST ${carts}/items`, {
      headers: storefront,
      body: { variantId: goods.variantId, quantity },
    })
  const left = { variantId: goods.variantId, requested: 999, available: 4 }
  expect(await add(998)).toMatchObject({
    status: 409,
    error: { code: 'out_of_stock', details: { items: [left] } },
  })
  for (const quantity of [0, -1, 1_000, 2 ** 31]) {
    expect(await add(quantity)).toMatchObject({ status: 400, error: { code: 'validation_failed' } })
  }
  expect(await rowsWrittenSince(product, before)).toEqual({})
})

test('ids, cursors and limits that make no sense name nothing or are refused', async () => {
  const before = await rowCounts(product)
  const strange = ['%00', '%2e%2e%2fetc', "1'%20or%20'1'='1", 'x'.repeat(150), '%f0%9f%8f%ba']
  const unknown = strange.flatMap((id) => [
    statusOf(`${admin}/products/${id}`, operator),
    statusOf(`${admin}/orders/${id}`, operator),
    statusOf(`/api/v1/storefront/cart/${id}`, storefront),
    statusOf(`/api/v1/storefront/products/${id}`, storefront),
    statusOf(`/api/v1/public/orders/${id}/tracking`, {}),
  ])
  expect(await othersThan(/^(404 not_found|400 validation_failed)$/, unknown)).toEqual([])
  const queries = ['limit=0', 'limit=101', 'limit=abc', 'limit=1e9', 'cursor=%00', 'cursor=zz']
  const senseless = queries.flatMap((query) => [
    statusOf(`/api/v1/storefront/products?${query}`, storefront),
    statusOf(`${admin}/orders?${query}`, operator),
  ])
  expect(await othersThan(/^400 validation_failed$/, senseless)).toEqual([])
  expect(await rowsWrittenSince(product, before)).toEqual({})
})

test('bodies that are too large or of another kind are refused before they are read', async () => {
  const before = await rowCounts(product)
  const route = `POST ${admin}/products` as const
  const big = JSON.stringify({ title: 'x'.repeat(2 * 1024 * 1024) })
  const tooLarge = await ask(url, route, { headers: { ...operator, ...json }, raw: big })
  expect(tooLarge).toMatchObject({ status: 413, error: { code: 'payload_too_large' } })
  const xml = { ...operator, 'content-type': 'application/xml' }
  expect(await ask(url, route, { headers: xml, raw: '<a/>' })).toMatchObject({
    status: 415,
    error: { code: 'unsupported_media_type' },
  })
  expect(await rowsWrittenSince(product, before)).toEqual({})
})

test('a 26 MB upload, a text named .png, and a form that is none: refused, no file kept', async () => {
  const before = await rowCounts(product)
  const send = async (file: Blob, name: string) => await upload(formOf(file, name))
  const pdf = new Blob(['%PDF-1.4\n', new Uint8Array(26 * 1024 * 1024)])
  expect(await send(pdf, 'big.pdf')).toMatchObject({
    status: 413,
    error: { code: 'payload_too_large' },
  })
  const text = new Blob(['just some words'], { type: 'image/png' })
  expect(await send(text, 'words.png')).toMatchObject({
    status: 415,
    error: { code: 'unsupported_media_type' },
  })
  const empty = new FormData()
  empty.set('purpose', 'product')
  expect(await upload(empty)).toMatchObject({ status: 400, error: { code: 'missing_file' } })
  const broken = { ...operator, 'content-type': 'multipart/form-data; boundary=x' }
  const route = `POST ${admin}/store/media/upload` as const
  expect(await ask(url, route, { headers: broken, raw: '--x\r\nnonsense' })).toMatchObject({
    status: 400,
    error: { code: 'invalid_multipart' },
  })
  expect(filesBelow(product.storageDir)).toEqual([])
  expect(await rowsWrittenSince(product, before)).toEqual({})
})

test('a webhook without a right signature is refused', async () => {
  const before = await rowCounts(product)
  const raw = JSON.stringify({ id: 'evt_1', type: 'checkout.session.completed' })
  const now = Math.floor(Date.now() / 1_000)
  const signatures = ['', 'nonsense', 't=1,v1=00', `t=${now},v1=${'0'.repeat(64)}`]
  const refused = await Promise.all(
    signatures.map(async (signature) => {
      const headers = { ...json, 'stripe-signature': signature }
      return await ask(url, 'POST /api/v1/webhooks/stripe', { headers, raw })
    }),
  )
  expect(refused.map(({ status }) => status)).toEqual(signatures.map(() => 401))
  expect(await rowsWrittenSince(product, before)).toEqual({})
})

/** A path, and the status and code that it is refused with. */
async function statusOf(path: string, headers: RequestHeaders): Promise<readonly string[]> {
  const { status, error } = await ask(url, `GET ${path}`, { headers })
  return [path, `${status} ${error?.code}`]
}

async function othersThan(expected: RegExp, all: readonly Promise<readonly string[]>[]) {
  return (await Promise.all(all)).filter(([, status = '']) => !expected.test(status))
}

function formOf(file: Blob, name: string): FormData {
  const form = new FormData()
  form.set('purpose', 'product')
  form.set('file', file, name)
  return form
}

async function upload(raw: FormData): Promise<Answer<unknown>> {
  return await ask(url, `POST ${admin}/store/media/upload`, { headers: operator, raw })
}

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** A paid order, so that there is something to ship, refund and cancel. */
async function buyOne(): Promise<{ readonly id: string }> {
  const checkout = await startCheckout(product, shop, wish)
  await paySession(product, checkout.sessionId, { webhooks: { drop: true } })
  const { order } = await confirm(product, shop, checkout)
  if (order === null) throw new Error('The order to be mistreated was not made.')
  return order
}
