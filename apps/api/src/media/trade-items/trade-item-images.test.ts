import { storeContents } from '@cartwright/db/testing/store-contents'
import { afterAll, describe, expect, it } from 'vitest'

import type { TestPart } from '../../testing/multipart.ts'
import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { addGoods } from '../../testing/test-goods.ts'
import { createTestShop } from '../../testing/test-shop.ts'
import {
  addTradeItem,
  giveGtin,
  imagePart,
  tradeItemCalls,
  xKey,
} from '../../testing/test-trade-items.ts'
import { shortIdOf } from '../short-id.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { pathOf, upload, list, remove } = tradeItemCalls(api, shop)
const key = xKey(shop.apiKey)
const text = (name: string, value: string): TestPart => ({ name, value })

const rows = () => api.runtime.db.selectFrom('media').selectAll().execute()

describe('uploading', () => {
  it('answers exactly the published fields', async () => {
    const { gtin, productId } = await addTradeItem(api, shop)
    const { status, body } = await upload(pathOf(gtin), [
      imagePart(testFiles.png),
      text('title', 'Front of package'),
      text('is_primary', 'true'),
    ])
    expect(status).toBe(201)
    expect(body).toEqual({
      id: expect.stringMatching(/^[2-9A-HJ-NP-Za-km-z]{22}$/),
      title: 'Front of package',
      is_primary: true,
      priority: 100,
      created: new Date(api.clock.now()).toISOString(),
      image_url: expect.stringMatching(
        new RegExp(`^https://files.example/stores/${shop.storeId}/media/[0-9a-f]{32}\\.png$`),
      ),
    })
    const row = (await rows()).find(({ key: it }) => String(body.image_url).endsWith(it))
    expect(row).toMatchObject({ retention: 'managed', purpose: 'product', status: 'ready' })
    const read = await send(api, `GET /api/v1/admin/products/${productId}`, {
      headers: shop.operator,
    })
    expect(read.body.data.product.images).toMatchObject([{ url: body.image_url, isMain: true }])
  })

  it('needs the picture alone, and takes its text before or after it', async () => {
    const { gtin } = await addTradeItem(api, shop)
    const plain = await upload(pathOf(gtin), [
      imagePart(testFiles.jpeg, 'application/octet-stream'),
    ])
    expect([plain.status, plain.body.title, plain.body.is_primary]).toEqual([201, '', false])
    const parts = [text('title', ''), text('is_primary', 'false'), imagePart(testFiles.jpeg)]
    expect((await upload(pathOf(gtin), parts)).status).toBe(201)
  })

  it.each([
    ['True', true],
    ['FALSE', false],
  ])('reads %s as other languages write it', async (written, isPrimary) => {
    const { gtin } = await addTradeItem(api, shop)
    const parts = [imagePart(testFiles.png), text('is_primary', written)]
    const { status, body } = await upload(pathOf(gtin), parts)
    expect([status, body.is_primary]).toEqual([201, isPrimary])
  })

  it.each(['jpeg', 'png', 'gif', 'webp', 'svg', 'bmp'] as const)('takes %s', async (type) => {
    const { gtin } = await addTradeItem(api, shop)
    const { status } = await upload(pathOf(gtin), [imagePart(testFiles[type])])
    expect(status).toBe(201)
  })

  it('takes the store and the GTIN in every way they are written', async () => {
    const { gtin } = await addTradeItem(api, shop)
    for (const organization of [shop.storeId, shop.storeId.toUpperCase()]) {
      expect((await upload(pathOf(gtin, organization), [imagePart(testFiles.png)])).status).toBe(
        201,
      )
    }
    expect((await upload(pathOf(`0${gtin}`), [imagePart(testFiles.png)])).status).toBe(201)
    expect((await list(pathOf(gtin))).body.pagination.total_count).toBe(3)
    const { variantId } = await addGoods(api, shop)
    await giveGtin(api, variantId, '96385074')
    for (const same of ['96385074', '000096385074', '0000096385074', '00000096385074']) {
      expect((await list(pathOf(same))).status).toBe(200)
    }
  })

  it('finds the product still sold where an archived one has the same GTIN', async () => {
    const archived = await addGoods(api, shop, { status: 'archived' })
    await giveGtin(api, archived.variantId, '036000291452')
    const sold = await addGoods(api, shop)
    await giveGtin(api, sold.variantId, '036000291452')
    await upload(pathOf('036000291452'), [imagePart(testFiles.png)])
    const links = await api.runtime.db.selectFrom('productMedia').selectAll().execute()
    expect(links.some(({ productId }) => productId === sold.productId)).toBe(true)
    expect(links.some(({ productId }) => productId === archived.productId)).toBe(false)
  })

  it('unmarks the primary one before it; of many at once exactly one remains', async () => {
    const { gtin } = await addTradeItem(api, shop)
    const parts = [imagePart(testFiles.png), text('is_primary', 'true')]
    const answers = await Promise.all([1, 2, 3, 4].map(() => upload(pathOf(gtin), parts)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    const { body } = await list(pathOf(gtin))
    const primaries = body.data.map((it: { is_primary: boolean }) => it.is_primary)
    expect(primaries).toEqual([true, false, false, false])
  })
})

describe('an upload refused', () => {
  const large = Buffer.concat([testFiles.jpeg, Buffer.alloc(25 * 1024 * 1024)])
  const front = imagePart(testFiles.png)
  it.each([
    { what: 'no image', parts: [text('title', 'Front')], status: 422 },
    { what: 'another field of files', parts: [{ ...front, name: 'file' }], status: 422 },
    { what: 'two images', parts: [front, front], status: 422 },
    { what: 'AVIF', parts: [imagePart(testFiles.avif)], status: 415 },
    { what: 'a PDF', parts: [imagePart(testFiles.pdf, 'application/pdf')], status: 415 },
    { what: 'a film', parts: [imagePart(testFiles.mp4, 'video/mp4')], status: 415 },
    { what: 'HTML called a picture', parts: [imagePart(testFiles.html)], status: 415 },
    { what: 'an empty file', parts: [imagePart(Buffer.alloc(0))], status: 415 },
    { what: 'more than 25 MB', parts: [imagePart(large)], status: 413 },
    { field: 'title', what: 'too long a title', parts: [front, text('title', 'x'.repeat(256))] },
    { field: 'title', what: 'a title with NUL', parts: [front, text('title', 'a\0b')] },
    { field: 'is_primary', what: 'no boolean', parts: [front, text('is_primary', '1')] },
    { field: 'is_primary', what: 'an empty boolean', parts: [front, text('is_primary', '')] },
    { field: '', what: 'an unknown field', parts: [front, text('priority', '1')] },
  ])(
    '$what: its field is told, nothing is kept',
    async ({ parts, status = 422, field = 'image' }) => {
      const { gtin } = await addTradeItem(api, shop)
      const contents = () => storeContents(api.runtime.db, shop.storeId)
      const before = [await contents(), api.storage.keys()]
      const answer = await upload(pathOf(gtin), parts)
      const error = { code: 'VALIDATION_ERROR', message: expect.any(String), status }
      const details = [{ field, message: expect.any(String) }]
      expect(answer).toMatchObject({ status, body: { error: { ...error, details } } })
      expect([await contents(), api.storage.keys()]).toEqual(before)
    },
  )

  it('takes exactly 25 MB', async () => {
    const { gtin } = await addTradeItem(api, shop)
    const { status } = await upload(pathOf(gtin), [imagePart(large.subarray(0, 25 * 1024 * 1024))])
    expect(status).toBe(201)
  })

  it('a body that is no form', async () => {
    const { gtin } = await addTradeItem(api, shop)
    const answer = await send(api, `POST ${pathOf(gtin)}`, { headers: key, body: { title: 'a' } })
    expect([answer.status, answer.body.error.code]).toEqual([415, 'VALIDATION_ERROR'])
  })

  it('no room left: the object goes too', async () => {
    const small = await createTestShop(api)
    const { gtin } = await addTradeItem(api, small)
    await api.runtime.db
      .updateTable('stores')
      .set({ mediaQuotaBytes: 10 })
      .where('id', '=', small.storeId)
      .execute()
    const keys = api.storage.keys()
    const path = pathOf(gtin, shortIdOf(small.storeId))
    const { status } = await upload(path, [imagePart(testFiles.png)], xKey(small.apiKey))
    expect(status).toBe(413)
    expect(api.storage.keys()).toEqual(keys)
  })
})

describe('listing', () => {
  it('tells the primary one first, then by priority, then the newest, in pages', async () => {
    const { gtin, productId } = await addTradeItem(api, shop)
    const ids: string[] = []
    for (const is of ['false', 'true', 'false']) {
      const { body } = await upload(pathOf(gtin), [
        imagePart(testFiles.png),
        text('is_primary', is),
      ])
      ids.push(body.id)
      api.clock.advance(1_000)
    }
    const [oldest, primary, newest] = ids
    const { status, body } = await list(pathOf(gtin))
    expect(status).toBe(200)
    expect(body.data.map((it: { id: string }) => it.id)).toEqual([primary, newest, oldest])
    expect(Object.keys(body.data[0]).sort()).toEqual([
      'created',
      'id',
      'image_url',
      'is_primary',
      'priority',
      'title',
    ])
    expect(body.pagination).toEqual({
      page: 1,
      page_size: 25,
      total_count: 3,
      total_pages: 1,
      has_next: false,
      has_previous: false,
    })
    await api.runtime.db
      .updateTable('productMedia')
      .set({ sortOrder: 1 })
      .where('productId', '=', productId)
      .where('createdAt', '=', new Date(body.data[2].created))
      .execute()
    const second = await list(pathOf(gtin), '?page=2&page_size=1')
    expect(second.body.data.map((it: { id: string }) => it.id)).toEqual([oldest])
    expect(second.body.pagination).toMatchObject({
      page: 2,
      page_size: 1,
      total_pages: 3,
      has_next: true,
      has_previous: true,
    })
  })

  it('answers an empty page past the end, however far', async () => {
    const { gtin } = await addTradeItem(api, shop)
    for (const page of [1, 7, 9_007_199_254_740_991]) {
      const { status, body } = await list(pathOf(gtin), `?page=${page}&page_size=100`)
      expect([status, body.data, body.pagination.has_next]).toEqual([200, [], false])
      expect(body.pagination).toMatchObject({ page, total_count: 0, total_pages: 0 })
    }
  })

  it.each([
    ['page', '0'],
    ['page', '-1'],
    ['page', 'two'],
    ['page', '9007199254740993'],
    ['page_size', '0'],
    ['page_size', '101'],
    ['page_size', '1.5'],
  ])('refuses %s=%s', async (field, value) => {
    const { gtin } = await addTradeItem(api, shop)
    const { status, body } = await list(pathOf(gtin), `?${field}=${value}`)
    expect([status, body.error.code]).toEqual([422, 'VALIDATION_ERROR'])
    expect(body.error.details).toEqual([{ field, message: expect.any(String) }])
  })
})

describe('deleting', () => {
  it('takes the picture from the product; again is 404', async () => {
    const { gtin, productId } = await addTradeItem(api, shop)
    const { body } = await upload(pathOf(gtin), [imagePart(testFiles.png)])
    const answer = await remove(pathOf(gtin), body.id)
    expect([answer.status, answer.body]).toEqual([204, null])
    expect((await list(pathOf(gtin))).body.data).toEqual([])
    const references = await api.runtime.db
      .selectFrom('mediaReferences')
      .selectAll()
      .where('entityId', '=', productId)
      .execute()
    expect(references).toEqual([])
    const again = await remove(pathOf(gtin), body.id)
    expect(again.status).toBe(404)
    expect(again.body).toEqual({
      error: { code: 'NOT_FOUND', message: expect.any(String), status: 404, details: null },
    })
  })

  it('takes a UUID', async () => {
    const { gtin, productId } = await addTradeItem(api, shop)
    await upload(pathOf(gtin), [imagePart(testFiles.png)])
    const { id } = await api.runtime.db
      .selectFrom('productMedia')
      .select('id')
      .where('productId', '=', productId)
      .executeTakeFirstOrThrow()
    expect((await remove(pathOf(gtin), id.toUpperCase())).status).toBe(204)
  })

  it('finds only pictures of this product', async () => {
    const [mine, other] = [await addTradeItem(api, shop), await addTradeItem(api, shop)]
    const { body } = await upload(pathOf(other.gtin), [imagePart(testFiles.png)])
    for (const id of [body.id, 'nothing', 'oZEq7ovRbLq6UnGMPwc8B6', shortIdOf(mine.productId)]) {
      expect((await remove(pathOf(mine.gtin), id)).status).toBe(404)
    }
    expect((await list(pathOf(other.gtin))).body.data).toHaveLength(1)
  })
})
