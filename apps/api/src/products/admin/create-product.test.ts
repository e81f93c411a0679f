import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { addImage } from '../../testing/test-media.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const other = await createTestShop(api)

const create = (body: object, headers = shop.operator) =>
  send(api, 'POST /api/v1/admin/products', { headers, body })

const countProducts = async () => {
  const { count } = await api.runtime.db
    .selectFrom('products')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

describe('creating a product', () => {
  it('makes one variant from a price and a SKU', async () => {
    const { status, body } = await create({ title: 'Blue  Mug', price: 1_999, sku: 'MUG-1' })
    expect(status).toBe(201)
    expect(body.data.product).toMatchObject({
      slug: 'blue-mug',
      title: 'Blue Mug',
      status: 'draft',
      publishedAt: null,
      currency: 'GBP',
      priceRange: { min: 1_999, max: 1_999 },
      options: [],
      version: 1,
      inStock: false,
      rating: { average: null, count: 0 },
      variants: [{ sku: 'MUG-1', title: 'Default', price: 1_999, onHand: 0, cost: null }],
    })
  })

  it('makes variants in their order, with stock that the ledger explains', async () => {
    const { status, body } = await create({
      title: 'Scarf',
      status: 'active',
      tags: ['Wool', 'wool', ' winter '],
      options: [{ name: 'Size', values: ['S', 'L'] }],
      variants: [
        {
          sku: 'SC-S',
          price: 3_000,
          cost: 900,
          optionValues: { size: 's' },
          initialQuantity: 5,
          gtin: '6291041500213',
          weightGrams: 120,
        },
        { price: 3_500, compareAtPrice: 4_000, optionValues: { Size: 'L' }, trackInventory: false },
      ],
      seo: { title: 'Warm scarf' },
      personalisation: { fields: [{ key: 'initials', label: 'Initials', type: 'text' }] },
    })
    expect(status).toBe(201)
    const { product } = body.data
    expect(product).toMatchObject({
      publishedAt: new Date(api.clock.now()).toISOString(),
      tags: ['Wool', 'winter'],
      priceRange: { min: 3_000, max: 3_500 },
      inStock: true,
      seo: { title: 'Warm scarf', description: null },
      personalisation: { fields: [{ key: 'initials', required: false }] },
      variants: [
        {
          title: 'S',
          optionValues: { Size: 'S' },
          gtin: '06291041500213',
          onHand: 5,
          availableQuantity: 5,
          cost: 900,
        },
        { title: 'L', compareAtPrice: 4_000, availableQuantity: null, inStock: true },
      ],
    })
    expect(product.variants[1].sku).toMatch(/^SCARF-[0-9A-F]{8}$/)
    const movements = await api.runtime.db
      .selectFrom('stockMovements')
      .select(['kind', 'onHandDelta', 'onHandBefore', 'onHandAfter', 'reason'])
      .where('variantId', 'in', [product.variants[0].id, product.variants[1].id])
      .execute()
    expect(movements).toEqual([
      { kind: 'receive', onHandDelta: 5, onHandBefore: 0, onHandAfter: 5, reason: 'received' },
    ])
  })

  it('takes the options from the variants when none are listed', async () => {
    const { body } = await create({
      title: 'Candle',
      price: 900,
      variants: [{ optionValues: { Scent: 'Rose' } }, { optionValues: { Scent: 'Fig' } }],
    })
    expect(body.data.product.options).toEqual([{ name: 'Scent', values: ['Rose', 'Fig'] }])
    expect(body.data.product.priceRange).toEqual({ min: 900, max: 900 })
  })

  it('shows its images main first, and remembers that they are used', async () => {
    const [first, second] = [await addImage(api, shop), await addImage(api, shop)]
    const { body } = await create({
      title: 'With pictures',
      price: 100,
      media: [{ mediaId: first }, { mediaId: second, isMain: true, alt: 'From above' }],
      variants: [{ imageId: first }],
    })
    const { product } = body.data
    expect(product.images).toMatchObject([
      { id: second, isMain: true, alt: 'From above', width: 1_200, height: 800 },
      { id: first, isMain: false, alt: 'A mug' },
    ])
    const [main] = product.images
    expect(main.url).toMatch(/^https:\/\/files\.example\/stores\/.*\.jpg$/)
    expect(main.sizes).toMatchObject({ 240: expect.stringMatching(/-240\.webp$/), 1600: main.url })
    expect(product.variants[0].imageId).toBe(first)
    const uses = await api.runtime.db
      .selectFrom('mediaReferences')
      .select(['mediaId', 'entityType', 'entityId'])
      .where('mediaId', 'in', [first, second])
      .orderBy('entityType')
      .orderBy('mediaId')
      .execute()
    expect(uses).toEqual([
      { mediaId: first, entityType: 'product', entityId: product.id },
      { mediaId: second, entityType: 'product', entityId: product.id },
      { mediaId: first, entityType: 'variant', entityId: product.variants[0].id },
    ])
  })

  it('gives equal titles slugs of their own, also at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => create({ title: 'Same Title', price: 1 })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201))
    const slugs = answers.map(({ body }) => body.data.product.slug)
    expect(new Set(slugs)).toEqual(
      new Set(['same-title', ...[2, 3, 4, 5, 6].map((n) => `same-title-${n}`)]),
    )
  })

  it('never makes an empty slug', async () => {
    const { body } = await create({ title: '陶器', price: 1 })
    expect(body.data.product.slug).toMatch(/^product-[0-9a-f]{8}$/)
  })

  it('tells subscribers', async () => {
    const { body } = await create({ title: 'Event', price: 1 })
    const event = await api.runtime.db
      .selectFrom('outboxEvents')
      .select('type')
      .where('storeId', '=', shop.storeId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    expect([event?.type, body.success]).toEqual(['product.created', true])
  })
})

describe('creating a product refuses', () => {
  it('a slug that is taken, in this store alone', async () => {
    await create({ title: 'A', slug: 'my-slug', price: 1 })
    const { status, body } = await create({ title: 'B', slug: 'my-slug', price: 1 })
    expect([status, body.error.code]).toEqual([409, 'slug_taken'])
    expect((await create({ title: 'A', slug: 'my-slug', price: 1 }, other.operator)).status).toBe(
      201,
    )
  })

  it('prices that nobody can pay in the currency of the store', async () => {
    const kuwait = await createTestShop(api, { currency: 'KWD' })
    const priced = (first: number, second: number) => ({
      title: 'Lamp',
      options: [{ name: 'Size', values: ['S', 'M'] }],
      variants: [
        { price: first, optionValues: { Size: 'S' } },
        { price: second, optionValues: { Size: 'M' } },
      ],
    })
    const { status, body } = await create(priced(1_230, 1_234), kuwait.operator)
    expect([status, body.error.issues[0].path]).toEqual([400, ['variants', 1, 'price']])
    expect((await create(priced(1_230, 1_240), kuwait.operator)).status).toBe(201)
  })

  it('a SKU that is taken, and names it', async () => {
    await create({ title: 'A', price: 1, sku: 'TAKEN' })
    const { status, body } = await create({ title: 'B', price: 1, sku: 'TAKEN' })
    expect([status, body.error.code, body.error.details]).toEqual([
      409,
      'sku_taken',
      { sku: 'TAKEN' },
    ])
    const twice = await create({
      title: 'C',
      price: 1,
      variants: [
        { sku: 'X', optionValues: { a: '1' } },
        { sku: 'X', optionValues: { a: '2' } },
      ],
    })
    expect(twice.body.error).toMatchObject({ code: 'sku_taken', details: { sku: 'X' } })
  })

  it.each([
    ['no price', { title: 'X' }, 'variants.0.price'],
    ['no title', { price: 1 }, 'title'],
    ['a negative price', { title: 'X', price: -1 }, 'price'],
    ['a fraction of a penny', { title: 'X', price: 1.5 }, 'price'],
    ['a field nobody knows', { title: 'X', price: 1, colour: 'red' }, ''],
    ['NUL', { title: 'X\u0000', price: 1 }, 'title'],
    ['a title without end', { title: 'x'.repeat(201), price: 1 }, 'title'],
    ['a reserved slug', { title: 'X', slug: 'admin', price: 1 }, 'slug'],
    [
      'a wrong GTIN',
      { title: 'X', variants: [{ price: 1, gtin: '6291041500214' }] },
      'variants.0.gtin',
    ],
    [
      'two main images',
      {
        title: 'X',
        price: 1,
        media: [
          { mediaId: 'a', isMain: true },
          { mediaId: 'b', isMain: true },
        ],
      },
      'media.1.isMain',
    ],
    [
      'an option value that is not listed',
      {
        title: 'X',
        options: [{ name: 'Size', values: ['S'] }],
        variants: [{ price: 1, optionValues: { Size: 'XL' } }],
      },
      'variants.0.optionValues.Size',
    ],
    ['two variants alike', { title: 'X', variants: [{ price: 1 }, { price: 2 }] }, 'variants.1'],
    [
      'two personalisation fields with one key',
      {
        title: 'X',
        price: 1,
        personalisation: {
          fields: [
            { key: 'a', label: 'A', type: 'text' },
            { key: 'a', label: 'B', type: 'date' },
          ],
        },
      },
      'personalisation.fields',
    ],
  ])('%s', async (_, input, path) => {
    const before = await countProducts()
    const { status, body } = await create(input)
    expect([status, body.error?.code]).toEqual([400, 'validation_failed'])
    const paths = body.error.issues.map((issue: { path: string[] }) => issue.path.join('.'))
    expect(paths).toContain(path)
    expect(await countProducts()).toBe(before)
  })

  it('pictures and collections that are not there, or not ready, or of another store', async () => {
    const foreign = await addImage(api, other)
    const pending = await addImage(api, shop, { status: 'pending' })
    const document = await addImage(api, shop, { kind: 'document' })
    const before = await countProducts()
    for (const mediaId of [foreign, pending, document, 'nonsense']) {
      const { status } = await create({ title: 'X', price: 1, media: [{ mediaId }] })
      expect(status).toBe(404)
      const variant = await create({ title: 'X', variants: [{ price: 1, imageId: mediaId }] })
      expect(variant.status).toBe(404)
    }
    const { status } = await create({ title: 'X', price: 1, collectionIds: [shop.storeId] })
    expect(status).toBe(404)
    expect(await countProducts()).toBe(before)
  })
})
