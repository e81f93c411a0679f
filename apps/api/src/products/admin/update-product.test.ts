import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addImage } from '../../testing/test-media.ts'
import { createTestProduct } from '../../testing/test-product.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const other = await createTestShop(api)
const { db } = api.runtime

const update = (id: string, body: object, headers: Record<string, string> = {}) =>
  send(api, `PATCH /api/v1/admin/products/${id}`, {
    headers: { ...shop.operator, ...headers },
    body,
  })

const read = async (id: string) => {
  const { body } = await send(api, `GET /api/v1/admin/products/${id}`, { headers: shop.operator })
  return body.data.product
}

const sized = (terms: object = {}) =>
  createTestProduct(api, shop, {
    options: [{ name: 'Size', values: ['S', 'M', 'L'] }],
    variants: [
      { price: 100, optionValues: { Size: 'S' }, initialQuantity: 3 },
      { price: 200, optionValues: { Size: 'M' } },
    ],
    ...terms,
  })

const holdUntil = async (variantId: string, expiresAt: Date) => {
  const cartId = `cart_${api.runtime.ids.randomHex(16)}`
  const cart = { storeId: shop.storeId, id: cartId, currency: 'GBP', expiresAt }
  await db.insertInto('carts').values(cart).execute()
  const hold = { storeId: shop.storeId, variantId, cartId, quantity: 1, expiresAt }
  await db.insertInto('stockHolds').values(hold).execute()
}

const minutes = (count: number) => new Date(api.clock.now() + count * 60_000)

describe('changing a product', () => {
  it('changes what is sent, clears what is null and leaves the rest', async () => {
    const before = await createTestProduct(api, shop, {
      vendor: 'Kiln & Co',
      productType: 'Mug',
      tags: ['blue'],
      seo: { title: 'T', description: 'D' },
    })
    const { status, body } = await update(before.id, {
      description: 'New',
      vendor: null,
      seo: { title: null },
    })
    expect(status).toBe(200)
    expect(body.data.product).toEqual({
      ...before,
      description: 'New',
      vendor: null,
      seo: { title: null, description: 'D' },
      version: 2,
    })
  })

  it('matches variants by id, then by SKU; adds new ones; removes those left out', async () => {
    const before = await sized()
    const [small, medium] = before.variants
    const { body } = await update(before.id, {
      variants: [
        { sku: medium.sku, price: 250 },
        { id: small.id, sku: 'NEW-SKU' },
        { price: 300, optionValues: { Size: 'L' }, initialQuantity: 2 },
      ],
    })
    const after = body.data.product
    expect(after.variants).toMatchObject([
      { id: medium.id, price: 250, title: 'M' },
      { id: small.id, sku: 'NEW-SKU', price: 100, onHand: 3 },
      { title: 'L', price: 300, onHand: 2 },
    ])
    expect(after.priceRange).toEqual({ min: 100, max: 300 })
    const fewer = await update(before.id, { variants: [{ id: small.id }] })
    expect(fewer.body.data.product.variants).toMatchObject([{ id: small.id, price: 100 }])
    expect(fewer.body.data.product.priceRange).toEqual({ min: 100, max: 100 })
  })

  it('lets two variants swap their SKUs', async () => {
    const before = await sized()
    const [small, medium] = before.variants
    const { status, body } = await update(before.id, {
      variants: [
        { id: small.id, sku: medium.sku },
        { id: medium.id, sku: small.sku },
      ],
    })
    expect(status).toBe(200)
    expect(body.data.product.variants).toMatchObject([{ sku: medium.sku }, { sku: small.sku }])
  })

  it('changes the price of a simple product by the price alone', async () => {
    const { id } = await createTestProduct(api, shop)
    const { body } = await update(id, { price: 1_500 })
    expect(body.data.product.variants).toMatchObject([{ price: 1_500 }])
    expect(body.data.product.priceRange).toEqual({ min: 1_500, max: 1_500 })
  })

  it('renames option values with the variants that have them', async () => {
    const before = await sized()
    const [small, medium] = before.variants
    const { body } = await update(before.id, {
      options: [{ name: 'Size', values: ['Small', 'M'] }],
      variants: [{ id: small.id, optionValues: { Size: 'Small' } }, { id: medium.id }],
    })
    expect(body.data.product.variants).toMatchObject([{ title: 'Small' }, { title: 'M' }])
  })

  it('replaces the images, and forgets the uses of those that go', async () => {
    const [first, second, third] = [
      await addImage(api, shop),
      await addImage(api, shop),
      await addImage(api, shop),
    ]
    const { id } = await createTestProduct(api, shop, {
      media: [{ mediaId: first, isMain: true }, { mediaId: second }],
    })
    const { body } = await update(id, {
      media: [{ mediaId: third, isMain: true }, { mediaId: first }],
    })
    expect(body.data.product.images).toMatchObject([
      { id: third, isMain: true },
      { id: first, isMain: false },
    ])
    const uses = await db
      .selectFrom('mediaReferences')
      .select('mediaId')
      .where('entityId', '=', id)
      .orderBy('mediaId')
      .execute()
    expect(uses.map(({ mediaId }) => mediaId)).toEqual([first, third])
    const none = await update(id, { media: [] })
    expect(none.body.data.product.images).toEqual([])
  })

  it('puts it in collections, last, and takes it out of others', async () => {
    const collection = async (title: string) => {
      const { body } = await send(api, 'POST /api/v1/admin/collections', {
        headers: shop.operator,
        body: { title },
      })
      return body.data.collection.id
    }
    const [one, two] = [await collection('One'), await collection('Two')]
    const { id } = await createTestProduct(api, shop, { collectionIds: [one] })
    const { body } = await update(id, { collectionIds: [two] })
    expect(body.data.product.collections).toMatchObject([{ id: two, title: 'Two' }])
  })

  it('is found under its new words and no longer under the old ones', async () => {
    const { id } = await createTestProduct(api, shop, { title: 'Zeppelin', sku: 'AIR-1' })
    await update(id, { title: 'Hovercraft' })
    const search = async (q: string) => {
      const answer = await send(api, `GET /api/v1/admin/products?q=${q}`, {
        headers: shop.operator,
      })
      return answer.body.data.products.map((product: { id: string }) => product.id)
    }
    expect([await search('hovercraft'), await search('zeppelin')]).toEqual([[id], []])
  })

  it('is refused to a writer who read an older version', async () => {
    const { id } = await createTestProduct(api, shop)
    expect((await update(id, { title: 'A' }, { 'if-match': '"1"' })).status).toBe(200)
    const { status, body } = await update(id, { title: 'B' }, { 'if-match': '"1"' })
    expect([status, body.error.code]).toEqual([409, 'version_conflict'])
    expect(await read(id)).toMatchObject({ title: 'A', version: 2 })
  })

  it('lets one of two writers of one version win', async () => {
    const { id } = await createTestProduct(api, shop)
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((title) => update(id, { title }, { 'if-match': '"1"' })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(3)
    expect(await read(id)).toMatchObject({ version: 2 })
  })
})

describe('a changed slug', () => {
  it('keeps leading here, until another product takes it', async () => {
    const first = await createTestProduct(api, shop, { slug: 'old-mug' })
    await update(first.id, { slug: 'new-mug' })
    const visit = (slug: string) =>
      send(api, `GET /api/v1/storefront/products/${slug}`, { headers: shop.storefront })
    const moved = await visit('old-mug')
    expect([moved.status, moved.headers['location'], moved.body.data.product.id]).toEqual([
      301,
      '/api/v1/storefront/products/new-mug',
      first.id,
    ])
    expect((await visit('new-mug')).status).toBe(200)
    const second = await createTestProduct(api, shop, { slug: 'old-mug' })
    expect(await visit('old-mug')).toMatchObject({
      status: 200,
      body: { data: { product: { id: second.id } } },
    })
    await update(second.id, { slug: 'other-mug' })
    await update(first.id, { slug: 'old-mug' })
    expect(await visit('old-mug')).toMatchObject({
      status: 200,
      body: { data: { product: { id: first.id } } },
    })
  })

  it('is refused when another product has it', async () => {
    await createTestProduct(api, shop, { slug: 'mine' })
    const { id } = await createTestProduct(api, shop)
    const { status, body } = await update(id, { slug: 'mine' })
    expect([status, body.error.code]).toEqual([409, 'slug_taken'])
  })
})

describe('a variant that is left out', () => {
  const dropSecond = async (product: { id: string; variants: { id: string }[] }) =>
    update(product.id, { variants: [{ id: product.variants[0]?.id }] })

  it('stays while somebody is paying for it', async () => {
    const product = await sized()
    const dropped = product.variants[1].id
    await holdUntil(dropped, minutes(10))
    const { status, body } = await dropSecond(product)
    expect([status, body.error.code, body.error.details]).toEqual([
      409,
      'in_use',
      { variantIds: [dropped] },
    ])
    expect((await read(product.id)).variants).toHaveLength(2)
  })

  it('stays while somebody waits for it', async () => {
    const product = await sized({
      options: [{ name: 'Size', values: ['S', 'M'] }],
      variants: [
        { price: 1, optionValues: { Size: 'S' } },
        { price: 1, optionValues: { Size: 'M' }, initialQuantity: 2 },
      ],
    })
    const dropped = product.variants[1].id
    await db.updateTable('variants').set({ reserved: 1 }).where('id', '=', dropped).execute()
    expect((await dropSecond(product)).body.error.code).toBe('in_use')
  })

  it('goes when the hold on it lapsed, and the ledger knows', async () => {
    const product = await sized()
    const dropped = product.variants[1].id
    await holdUntil(dropped, minutes(-1))
    expect((await dropSecond(product)).status).toBe(200)
    const moves = await db
      .selectFrom('stockMovements')
      .select(['kind', 'heldDelta', 'reason'])
      .where('variantId', '=', dropped)
      .execute()
    expect(moves).toEqual([{ kind: 'release', heldDelta: -1, reason: 'variant_removed' }])
  })
})

describe('changing a product refuses', () => {
  it.each([
    ['no variant at all', { variants: [] }],
    ['a price for several variants', { price: 5 }],
    ['a SKU for several variants', { sku: 'X' }],
    ['options its variants do not fit', { options: [{ name: 'Colour', values: ['Red'] }] }],
    ['an unknown field', { onHand: 5 }],
    ['an empty title', { title: ' ' }],
  ])('%s, and changes nothing', async (_, input) => {
    const before = await sized()
    const { status, body } = await update(before.id, input)
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    expect(await read(before.id)).toEqual(before)
  })

  it('a price that nobody can pay in the currency of the store', async () => {
    const kuwait = await createTestShop(api, { currency: 'KWD' })
    const { id } = await createTestProduct(api, kuwait)
    const { status, body } = await update(id, { price: 1_234 }, kuwait.operator)
    expect([status, body.error.issues[0].path]).toEqual([400, ['price']])
  })

  it('stock for a variant that exists', async () => {
    const product = await sized()
    const [{ id }] = product.variants
    const { body } = await update(product.id, { variants: [{ id, initialQuantity: 4 }] })
    expect(body.error.issues[0].path).toEqual(['variants', 0, 'initialQuantity'])
  })

  it('the same variant twice, and one of another product', async () => {
    const product = await sized()
    const [{ id, sku }] = product.variants
    const twice = await update(product.id, { variants: [{ id }, { sku }] })
    expect([twice.status, twice.body.error.issues[0].path]).toEqual([400, ['variants', 1]])
    const foreign = await sized()
    const stolen = await update(product.id, { variants: [{ id: foreign.variants[0].id }] })
    expect(stolen.status).toBe(404)
  })

  it('a SKU of another product', async () => {
    const [one, two] = [await sized(), await sized()]
    const [{ sku }] = one.variants
    const [{ id }] = two.variants
    const { status, body } = await update(two.id, { variants: [{ id, sku }] })
    expect([status, body.error]).toMatchObject([409, { code: 'sku_taken', details: { sku } }])
  })

  it('to stop backorders while more is promised than there is', async () => {
    const product = await createTestProduct(api, shop, {
      variants: [{ price: 1, allowBackorder: true, initialQuantity: 1 }],
    })
    const [{ id }] = product.variants
    await db.updateTable('variants').set({ reserved: 3 }).where('id', '=', id).execute()
    const { status, body } = await update(product.id, { variants: [{ id, allowBackorder: false }] })
    expect([status, body.error.code]).toEqual([409, 'stock_underflow'])
  })

  it('products of another store', async () => {
    const product = await sized()
    const { status } = await send(api, `PATCH /api/v1/admin/products/${product.id}`, {
      headers: other.operator,
      body: { title: 'Mine now' },
    })
    expect(status).toBe(404)
  })
})
