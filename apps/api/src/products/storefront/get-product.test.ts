import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestProduct } from '../../testing/test-product.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const other = await createTestShop(api)

const get = (slug: string, headers: Record<string, string> = {}) =>
  send(api, `GET /api/v1/storefront/products/${slug}`, {
    headers: { ...shop.storefront, ...headers },
  })

describe('a product of a shop front', () => {
  it('is what was created, without what only the shop may know', async () => {
    const created = await createTestProduct(api, shop, { variants: [{ price: 500, cost: 100 }] })
    const { status, body } = await get(created.slug)
    expect(status).toBe(200)
    const [{ cost: _, onHand, reserved, trackInventory, allowBackorder, ...rest }] =
      created.variants
    const { lowStockThreshold, ...variant } = rest
    expect(body.data.product).toEqual({ ...created, variants: [variant] })
    expect([onHand, reserved, trackInventory, allowBackorder, lowStockThreshold]).toEqual([
      0,
      0,
      true,
      false,
      null,
    ])
  })

  it('tells what others thought of it', async () => {
    const { id, slug } = await createTestProduct(api, shop)
    const { db } = api.runtime
    const ratings = { ratingSum: 13, ratingCount: 3 }
    await db.updateTable('products').set(ratings).where('id', '=', id).execute()
    expect((await get(slug)).body.data.product.rating).toEqual({ average: 4.33, count: 3 })
  })

  it('is two statements, the token included', async () => {
    const { slug } = await createTestProduct(api, shop)
    const before = api.database.statements.length
    await get(slug)
    expect(api.database.statements.slice(before)).toHaveLength(2)
  })

  it('is asked for together with others: each gets his own, and they share statements', async () => {
    const slug = 'in-both-shops'
    const ours = await createTestProduct(api, shop, { slug, status: 'active' })
    const theirs = await createTestProduct(api, other, { slug, status: 'active' })
    const draft = await createTestProduct(api, shop, { status: 'draft' })
    const preview = { 'x-storefront-scope': 'preview' }
    // Whose shop front it is has been seen before: then the products need not wait for the token.
    await get('none', other.storefront)
    const before = api.database.statements.length
    const answers = await Promise.all([
      get(slug),
      get(slug, other.storefront),
      get(draft.slug),
      get(draft.slug, preview),
      get('none'),
      get(slug, preview),
    ])
    expect(answers.map(({ body }) => body.data?.product.id ?? null)).toEqual([
      ours.id,
      theirs.id,
      null,
      draft.id,
      null,
      ours.id,
    ])
    expect(api.database.statements.length - before).toBeLessThan(6)
  })

  it('never owes anything: a backorder shows nothing available, and can be bought', async () => {
    const { slug, variants } = await createTestProduct(api, shop, {
      variants: [{ price: 1, allowBackorder: true }],
    })
    const { db } = api.runtime
    await db.updateTable('variants').set({ reserved: 4 }).where('id', '=', variants[0].id).execute()
    expect((await get(slug)).body.data.product.variants).toMatchObject([
      { inStock: true, availableQuantity: 0 },
    ])
  })
})

describe('a product that is not there', () => {
  it('is a draft, except in a preview', async () => {
    const { slug } = await createTestProduct(api, shop, { status: 'draft' })
    expect((await get(slug)).status).toBe(404)
    expect((await get(slug, { 'x-storefront-scope': 'preview' })).status).toBe(200)
  })

  it('is a draft that somebody else looks at in a preview in this very moment', async () => {
    const { slug } = await createTestProduct(api, shop, { status: 'draft' })
    const preview = { 'x-storefront-scope': 'preview' }
    const peeks = [slug, `draft ${slug}`, `,draft ${slug}`].map(encodeURIComponent)
    const answers = await Promise.all([
      ...peeks.map((peek) => get(peek)),
      get(slug, preview),
      ...peeks.map((peek) => get(peek)),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 200, 404, 404, 404])
  })

  it('is archived, or of another store, or of no one', async () => {
    const archived = await createTestProduct(api, shop, { status: 'archived' })
    const foreign = await createTestProduct(api, other, { slug: 'foreign' })
    for (const slug of [archived.slug, foreign.slug, 'none', '%00', 'x'.repeat(201)]) {
      expect([400, 404]).toContain((await get(slug)).status)
    }
  })
})
