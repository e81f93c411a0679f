import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestProduct } from '../../testing/test-product.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const other = await createTestShop(api)
const { db } = api.runtime

const list = (query = '', headers: Record<string, string> = {}) =>
  send(api, `GET /api/v1/storefront/products${query}`, {
    headers: { ...shop.storefront, ...headers },
  })

const titles = async (query = '', headers: Record<string, string> = {}) => {
  const { status, body } = await list(query, headers)
  expect(status).toBe(200)
  return body.data.products.map((product: { title: string }) => product.title)
}

const TITLES = ['Ceramic Mug', 'Oak Board', 'Linen Scarf', 'Beeswax Candle', 'Silver Ring']

beforeAll(async () => {
  for (const [at, title] of TITLES.entries()) {
    api.clock.advance(1_000)
    const product = await createTestProduct(api, shop, {
      title,
      price: [1_500, 4_000, 6_000, 900, 4_000][at],
      tags: at % 2 === 0 ? ['gift', 'Über uns'] : ['gift'],
      description: 'Made by hand in our workshop.',
      sku: `SKU-${at}`,
    })
    await db
      .updateTable('products')
      .set({ unitsSold: [5, 1, 9, 0, 1][at] ?? 0 })
      .where('id', '=', product.id)
      .execute()
    if (at < 2) {
      const [{ id }] = product.variants
      await db.updateTable('variants').set({ onHand: 2 }).where('id', '=', id).execute()
    }
  }
  await createTestProduct(api, shop, { title: 'Draft Mug', status: 'draft' })
  await createTestProduct(api, shop, { title: 'Archived Mug', status: 'archived' })
  await createTestProduct(api, other, { title: 'Mug of others' })
})

describe('the product list of a shop front', () => {
  it('shows active products of its store, newest first', async () => {
    expect(await titles()).toEqual(TITLES.toReversed())
  })

  it('hides what only the shop may know', async () => {
    const { body } = await list()
    const [variant] = body.data.products[0].variants
    for (const secret of ['cost', 'onHand', 'reserved', 'trackInventory', 'lowStockThreshold']) {
      expect(variant).not.toHaveProperty(secret)
    }
  })

  it('shows drafts in a preview, archived ones never', async () => {
    const preview = await titles('', { 'x-storefront-scope': 'preview' })
    expect(preview).toHaveLength(6)
    expect(preview).toContain('Draft Mug')
  })

  it.each([
    ['price-asc', ['Beeswax Candle', 'Ceramic Mug', 'Oak Board', 'Silver Ring', 'Linen Scarf']],
    ['price-desc', ['Linen Scarf', 'Silver Ring', 'Oak Board', 'Ceramic Mug', 'Beeswax Candle']],
    ['title-asc', TITLES.toSorted()],
    ['popular', ['Linen Scarf', 'Ceramic Mug', 'Silver Ring', 'Oak Board', 'Beeswax Candle']],
    ['relevance', TITLES.toReversed()],
  ])('sorts by %s, over pages of any size', async (sort, expected) => {
    expect(await titles(`?sort=${sort}`)).toEqual(expected)
    const paged: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await list(`?sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`)
      paged.push(...body.data.products.map((product: { title: string }) => product.title))
      cursor = body.meta.nextCursor
    }
    expect(paged).toEqual(expected)
  })

  it('stays in place while products are added', async () => {
    const first = await list('?limit=2')
    const late = await createTestProduct(api, shop, { title: 'Latecomer' })
    const second = await titles(`?limit=2&cursor=${first.body.meta.nextCursor}`)
    expect(second).toEqual(['Linen Scarf', 'Oak Board'])
    await db.deleteFrom('products').where('id', '=', late.id).execute()
  })

  it.each([
    ['?tag=gift', TITLES.toReversed()],
    ['?tag=%C3%9Cber%20uns', ['Silver Ring', 'Linen Scarf', 'Ceramic Mug']],
    ['?minPrice=4000', ['Silver Ring', 'Linen Scarf', 'Oak Board']],
    ['?maxPrice=1500', ['Beeswax Candle', 'Ceramic Mug']],
    ['?minPrice=1000&maxPrice=2000', ['Ceramic Mug']],
    ['?inStock=true', ['Oak Board', 'Ceramic Mug']],
    ['?inStock=false', ['Silver Ring', 'Beeswax Candle', 'Linen Scarf']],
    ['?tag=none', []],
  ])('filters: %s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  it.each([
    ['mug', ['Ceramic Mug']],
    ['CERAMIK mug', ['Ceramic Mug']],
    ['candel', ['Beeswax Candle']],
    ['cermaic', ['Ceramic Mug']],
    ['music', []],
    ['scarfs', ['Linen Scarf']],
    ['bord', ['Oak Board']],
    ['sku-4', ['Silver Ring']],
    ['uber ring', ['Silver Ring']],
    ['mug scarf', []],
    ['submarine', []],
    ['%', []],
    ["'; drop table products; --", []],
  ])('finds %j despite typing errors', async (q, expected) => {
    expect(await titles(`?q=${encodeURIComponent(q)}`)).toEqual(expected)
  })

  it.each(['', '%20'])('takes a blank search (%j) for none', async (q) => {
    expect(await titles(`?q=${q}`)).toEqual(await titles(''))
    expect(await titles('')).not.toEqual([])
  })

  it('puts a hit in the title before one in the text', async () => {
    await createTestProduct(api, shop, { title: 'Teapot', description: 'Goes with a saucer' })
    await createTestProduct(api, shop, { title: 'Saucer', description: 'Goes with a teapot' })
    expect(await titles('?q=teapot')).toEqual(['Teapot', 'Saucer'])
    const first = await list('?q=teapot&limit=1')
    expect(await titles(`?q=teapot&limit=1&cursor=${first.body.meta.nextCursor}`)).toEqual([
      'Saucer',
    ])
    await db.deleteFrom('products').where('title', 'in', ['Teapot', 'Saucer']).execute()
  })

  it('does not count what is in somebody else’s checkout', async () => {
    const { body } = await list('?inStock=true&sort=title-asc')
    const [product] = body.data.products
    expect(product.variants[0]).toMatchObject({ inStock: true, availableQuantity: 2 })
    const { storeId } = shop
    const expiresAt = new Date(api.clock.now() + 60_000)
    const cart = { storeId, id: api.runtime.ids.cartId(), currency: 'GBP', expiresAt }
    await db.insertInto('carts').values(cart).execute()
    const hold = { storeId, variantId: product.variants[0].id, cartId: cart.id, quantity: 2 }
    await db
      .insertInto('stockHolds')
      .values({ ...hold, expiresAt })
      .execute()
    expect(await titles('?inStock=true')).toEqual(['Oak Board'])
    api.clock.advance(120_000)
    expect(await titles('?inStock=true')).toEqual(['Oak Board', 'Ceramic Mug'])
  })

  it('counts all that match when asked', async () => {
    const { body } = await list('?tag=gift&limit=2&includeTotal=true')
    expect(body.meta).toMatchObject({ limit: 2, total: 5 })
    expect((await list('?tag=none&includeTotal=true')).body.meta).toMatchObject({ total: 0 })
    expect((await list()).body.meta).not.toHaveProperty('total')
  })

  it('is two statements, the token included', async () => {
    for (const query of ['', '?q=mug', '?includeTotal=true&inStock=true&minPrice=1']) {
      const before = api.database.statements.length
      await list(query)
      expect(api.database.statements.slice(before)).toHaveLength(2)
    }
  })
})

describe('the product list refuses', () => {
  it.each([
    '?limit=0',
    '?limit=101',
    '?limit=x',
    '?cursor=nonsense',
    '?sort=random',
    '?sort=manual',
    '?minPrice=-1',
    '?minPrice=1.5',
    '?inStock=maybe',
    `?q=${'x'.repeat(201)}`,
    '?q=%00',
    '?tag=%00',
  ])('%s', async (query) => {
    const { status, body } = await list(query)
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
  })

  it('a cursor of another order', async () => {
    const { body } = await list('?limit=1')
    const { status } = await list(`?sort=popular&cursor=${body.meta.nextCursor}`)
    expect(status).toBe(400)
  })

  it('collections that are not there', async () => {
    expect((await list('?collection=none')).status).toBe(404)
  })
})
