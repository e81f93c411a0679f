import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { addImage } from '../testing/test-media.ts'
import { createTestProduct } from '../testing/test-product.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const other = await createTestShop(api)

const create = (body: object, headers = shop.operator) =>
  send(api, 'POST /api/v1/admin/collections', { headers, body })

const created = async (body: object) => {
  const { status, body: answer } = await create(body)
  expect(status).toBe(201)
  return answer.data.collection
}

const update = (id: string, body: object, headers: Record<string, string> = {}) =>
  send(api, `PATCH /api/v1/admin/collections/${id}`, {
    headers: { ...shop.operator, ...headers },
    body,
  })

const visit = (slug: string, query = '', headers: Record<string, string> = {}) =>
  send(api, `GET /api/v1/storefront/collections/${slug}${query}`, {
    headers: { ...shop.storefront, ...headers },
  })

const products = async () => {
  const one = await createTestProduct(api, shop, { title: 'One', price: 300 })
  const two = await createTestProduct(api, shop, { title: 'Two', price: 100 })
  const three = await createTestProduct(api, shop, { title: 'Three', price: 200, status: 'draft' })
  return [one.id, two.id, three.id] as const
}

const titlesOf = (answer: Awaited<ReturnType<typeof visit>>) =>
  answer.body.data.products.map((product: { title: string }) => product.title)

describe('a collection', () => {
  it('is created with its products and picture', async () => {
    const imageId = await addImage(api, shop)
    const productIds = await products()
    const collection = await created({ title: 'Summer Gifts', imageId, productIds })
    expect(collection).toMatchObject({
      slug: 'summer-gifts',
      kind: 'manual',
      rules: null,
      sort: 'manual',
      productCount: 3,
      image: { id: imageId, isMain: true },
      seo: { title: null, description: null },
      version: 1,
    })
    const uses = await api.runtime.db
      .selectFrom('mediaReferences')
      .select(['entityType', 'entityId'])
      .where('mediaId', '=', imageId)
      .execute()
    expect(uses).toEqual([{ entityType: 'collection', entityId: collection.id }])
  })

  it('shows its products in their order, or as asked, over pages', async () => {
    const [one, two, three] = await products()
    const { slug } = await created({ title: 'Ordered', productIds: [two, three, one, two] })
    expect(titlesOf(await visit(slug))).toEqual(['Two', 'One'])
    expect((await visit(slug)).body.data.collection.productCount).toBe(2)
    expect(titlesOf(await visit(slug, '?sort=price-desc'))).toEqual(['One', 'Two'])
    const preview = { 'x-storefront-scope': 'preview' }
    expect(titlesOf(await visit(slug, '', preview))).toEqual(['Two', 'Three', 'One'])
    const first = await visit(slug, '?limit=1')
    expect(titlesOf(first)).toEqual(['Two'])
    const { nextCursor } = first.body.meta
    expect(titlesOf(await visit(slug, `?limit=1&cursor=${nextCursor}`))).toEqual(['One'])
  })

  it('sorts as it was told to', async () => {
    const productIds = await products()
    const { slug } = await created({ title: 'Cheap first', sort: 'price-asc', productIds })
    expect(titlesOf(await visit(slug))).toEqual(['Two', 'One'])
  })

  it('filters the product list by slug or id, in both faces', async () => {
    const [one] = await products()
    const { id, slug } = await created({ title: 'Filter', productIds: [one] })
    for (const collection of [id, slug]) {
      const { body } = await send(api, `GET /api/v1/storefront/products?collection=${collection}`, {
        headers: shop.storefront,
      })
      expect(body.data.products).toMatchObject([{ id: one, collections: [{ id, slug }] }])
    }
    const { body } = await send(
      api,
      `GET /api/v1/admin/products?collectionId=${id}&sort=manual&status=active`,
      { headers: shop.operator },
    )
    expect(body.data.products).toMatchObject([{ id: one }])
  })

  it('changes what is sent and leaves the rest', async () => {
    const imageId = await addImage(api, shop)
    const productIds = await products()
    const before = await created({ title: 'Before', description: 'D', imageId, productIds })
    const { status, body } = await update(before.id, {
      title: 'After',
      imageId: null,
      productIds: productIds.slice(0, 1),
      seo: { title: 'SEO' },
    })
    expect(status).toBe(200)
    expect(body.data.collection).toMatchObject({
      slug: before.slug,
      title: 'After',
      description: 'D',
      image: null,
      productCount: 1,
      seo: { title: 'SEO', description: null },
      version: 2,
    })
    const uses = await api.runtime.db
      .selectFrom('mediaReferences')
      .select('mediaId')
      .where('mediaId', '=', imageId)
      .execute()
    expect(uses).toEqual([])
  })

  it('is deleted without its products', async () => {
    const [one] = await products()
    const { id, slug } = await created({ title: 'Gone', productIds: [one] })
    const path = `/api/v1/admin/collections/${id}` as const
    const { status, body } = await send(api, `DELETE ${path}`, { headers: shop.operator })
    expect([status, body.data]).toEqual([200, { deleted: true, id }])
    expect((await visit(slug)).status).toBe(404)
    expect((await send(api, `GET ${path}`, { headers: shop.operator })).status).toBe(404)
    const product = await send(api, `GET /api/v1/admin/products/${one}`, { headers: shop.operator })
    expect(product.body.data.product.collections).toEqual([])
  })

  it('has a slug of its own, also when many come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => create({ title: 'Twin' })))
    const slugs = answers.map(({ body }) => body.data.collection.slug)
    expect(new Set(slugs)).toEqual(new Set(['twin', 'twin-2', 'twin-3', 'twin-4']))
  })
})

describe('the list of collections', () => {
  it('goes page by page, newest first, and can be searched by operators', async () => {
    const fresh = await createTestShop(api)
    for (const title of ['A', 'B', 'Blue', 'C']) {
      api.clock.advance(1_000)
      await create({ title }, fresh.operator)
    }
    const list = async (query: string) => {
      const answer = await send(api, `GET /api/v1/storefront/collections${query}`, {
        headers: fresh.storefront,
      })
      const { collections } = answer.body.data
      return {
        titles: collections.map((it: { title: string }) => it.title),
        meta: answer.body.meta,
      }
    }
    const first = await list('?limit=3&includeTotal=true')
    expect(first).toMatchObject({ titles: ['C', 'Blue', 'B'], meta: { limit: 3, total: 4 } })
    const last = await list(`?limit=3&cursor=${first.meta.nextCursor}`)
    expect(last).toMatchObject({ titles: ['A'], meta: { nextCursor: null } })
    const { body } = await send(api, 'GET /api/v1/admin/collections?q=blu', {
      headers: fresh.operator,
    })
    expect(body.data.collections).toMatchObject([{ title: 'Blue' }])
  })
})

describe('collections refuse', () => {
  it.each([
    ['automatic ones, so far', { title: 'X', kind: 'automatic' }],
    ['rules, so far', { title: 'X', rules: { match: 'all', conditions: [] } }],
    ['unknown fields', { title: 'X', foo: 1 }],
    ['no title', {}],
    ['a reserved slug', { title: 'X', slug: 'new' }],
    ['an unknown sort', { title: 'X', sort: 'relevance' }],
  ])('%s', async (_, input) => {
    const { status, body } = await create(input)
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
  })

  it('a taken slug and a stale version', async () => {
    await created({ title: 'X', slug: 'taken' })
    const { id } = await created({ title: 'Y' })
    expect((await create({ title: 'Z', slug: 'taken' })).body.error.code).toBe('slug_taken')
    expect((await update(id, { slug: 'taken' })).body.error.code).toBe('slug_taken')
    const stale = await update(id, { title: 'Z' }, { 'if-match': '"9"' })
    expect(stale.body.error.code).toBe('version_conflict')
  })

  it('products and pictures that are not of the store', async () => {
    const foreign = await createTestProduct(api, other)
    const { status } = await create({ title: 'Never there', productIds: [foreign.id] })
    expect(status).toBe(404)
    const imageId = await addImage(api, other)
    expect((await create({ title: 'Never there', imageId })).status).toBe(404)
    expect((await visit('never-there')).status).toBe(404)
  })
})
