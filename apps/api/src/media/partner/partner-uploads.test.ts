import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { addImage } from '../../testing/test-media.ts'
import { kurti, partnerCalls } from '../../testing/test-partner.ts'
import { createTestShop } from '../../testing/test-shop.ts'
import { partnerMediaId } from './partner-ids.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { request, attach, detach, newProduct, mediaRows, galleryOf, upload } = partnerCalls(
  api,
  shop,
)
const UUID = '01890000-0000-7000-8000-000000000000'

describe('asking for an upload', () => {
  it('answers exactly the published fields, and the row waits for its file', async () => {
    const { status, body } = await request(kurti)
    expect(status).toBe(201)
    expect(Object.keys(body).sort()).toEqual(['expiresAt', 'mediaId', 'publicUrl', 'uploadUrl'])
    expect(body.mediaId).toMatch(/^med_[2-9A-HJ-NP-Za-km-z]{22}$/)
    const key = String(body.publicUrl).replace('https://files.example/', '')
    expect(key).toMatch(new RegExp(`^shops/${shop.slug}/products/kurti-emerald-[0-9a-f]{8}\\.jpg$`))
    expect(body.uploadUrl).toContain(key)
    expect(body.expiresAt).toBe(new Date(api.clock.now() + 15 * 60_000).toISOString())
    const row = (await mediaRows()).find((it) => it.key === key)
    expect(row).toMatchObject({
      storeId: shop.storeId,
      filename: 'kurti-emerald.jpg',
      kind: 'image',
      mimeType: 'image/jpeg',
      source: 'presigned',
      purpose: 'product',
      retention: 'managed',
      status: 'pending',
    })
    expect(row?.uploadExpiresAt?.toISOString()).toBe(body.expiresAt)
    expect(api.storage.keys()).not.toContain(key)
  })

  it.each([
    { kind: 'PRODUCT_IMAGE', contentType: 'image/avif', end: 'products/x.avif' },
    { kind: 'PRODUCT_IMAGE', contentType: 'image/svg+xml', end: 'products/x.svg' },
    { kind: 'PRODUCT_VIDEO', contentType: 'video/quicktime', end: 'videos/x.mov' },
    { kind: 'CATEGORY_IMAGE', contentType: 'image/webp', end: 'categories/x.webp' },
  ])('$kind of $contentType goes to $end', async ({ end, ...terms }) => {
    const { body } = await request({ filename: 'Ängen 2.x', ...terms })
    expect(body.publicUrl).toMatch(new RegExp(`/${end.replace('x', 'angen-2-[0-9a-f]{8}')}$`))
    const row = (await mediaRows()).find(({ key }) => String(body.publicUrl).endsWith(key))
    const purpose = terms.kind === 'CATEGORY_IMAGE' ? 'collection' : 'product'
    expect(row).toMatchObject({ purpose, retention: 'managed' })
  })

  it('takes a picture of a product unless told otherwise', async () => {
    const { status, body } = await request({ filename: 'a.png', contentType: 'image/png' })
    expect([status, body.publicUrl]).toEqual([201, expect.stringContaining('/products/')])
  })

  it.each([
    ['no filename', { ...kurti, filename: undefined }, ['filename']],
    ['an empty filename', { ...kurti, filename: ' ' }, ['filename']],
    ['a filename with NUL', { ...kurti, filename: 'a\0.jpg' }, ['filename']],
    ['a filename too long', { ...kurti, filename: 'a'.repeat(256) }, ['filename']],
    ['no contentType', { ...kurti, contentType: undefined }, ['contentType']],
    ['a number as contentType', { ...kurti, contentType: 1 }, ['contentType']],
    ['a type not taken', { ...kurti, contentType: 'text/html' }, ['contentType']],
    ['a type of another kind', { ...kurti, contentType: 'video/mp4' }, ['contentType']],
    ['a name every object has', { ...kurti, contentType: 'constructor' }, ['contentType']],
    ['an unknown kind', { ...kurti, kind: 'LOGO' }, ['kind']],
    ['an unknown field', { ...kurti, size: 1 }, []],
  ])('refuses %s and writes nothing', async (_, body, path) => {
    const before = (await mediaRows()).length
    const answer = await request(body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'invalid_body'])
    expect(answer.body.error.issues[0]).toEqual({ path, message: expect.any(String) })
    expect(await mediaRows()).toHaveLength(before)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses a body sent as %s, whatever it holds',
    async (type) => {
      const headers = { ...shop.apiKey, 'content-type': type }
      const { status, body } = await request(JSON.stringify(kurti), headers)
      expect([status, body.error.code]).toEqual([400, 'invalid_body'])
      expect(body.error.message).toContain('application/json')
    },
  )

  it('refuses films as pictures of categories', async () => {
    const { body } = await request({ ...kurti, kind: 'CATEGORY_IMAGE', contentType: 'video/mp4' })
    expect(body.error.code).toBe('invalid_body')
  })
})

describe('attaching', () => {
  it('answers exactly the published fields', async () => {
    const productId = await newProduct()
    const file = await upload(testFiles.jpeg)
    const given = { mediaId: file.mediaId, isMain: false, sortOrder: 2 }
    const { status, body } = await attach(productId, given)
    expect(status).toBe(201)
    expect(body).toEqual({
      id: expect.stringMatching(/^pm_[2-9A-HJ-NP-Za-km-z]{22}$/),
      productId,
      mediaId: file.mediaId,
      fileUrl: file.publicUrl,
      isMain: false,
      sortOrder: 2,
    })
    const row = (await mediaRows()).find(({ key }) => String(file.publicUrl).endsWith(key))
    expect(row).toMatchObject({ status: 'ready', sizeBytes: testFiles.jpeg.length })
  })

  it('is not main and 100th unless told, and shows in the product', async () => {
    const productId = await newProduct()
    const first = await upload(testFiles.png, { contentType: 'image/png' })
    const { body } = await attach(productId, { mediaId: first.mediaId })
    expect(body).toMatchObject({ isMain: false, sortOrder: 100 })
    const read = await send(api, `GET /api/v1/admin/products/${productId}`, {
      headers: shop.operator,
    })
    const { images } = read.body.data.product
    expect(images).toHaveLength(1)
    expect(images[0]).toMatchObject({ url: first.publicUrl, width: 1, height: 1 })
  })

  it('changes the link of a file the product has: 200, the same id', async () => {
    const productId = await newProduct()
    const { mediaId } = await upload(testFiles.jpeg)
    const first = await attach(productId, { mediaId, sortOrder: 5 })
    const again = await attach(productId, { mediaId, isMain: true, sortOrder: 1 })
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual({ ...first.body, isMain: true, sortOrder: 1 })
    expect(await galleryOf(productId)).toHaveLength(1)
  })

  it('takes the main flag from the one that had it', async () => {
    const productId = await newProduct()
    const [one, two] = [await upload(testFiles.jpeg), await upload(testFiles.jpeg)]
    await attach(productId, { mediaId: one.mediaId, isMain: true, sortOrder: 1 })
    await attach(productId, { mediaId: two.mediaId, isMain: true, sortOrder: 2 })
    expect((await galleryOf(productId)).map((it) => it.isMain)).toEqual([false, true])
  })

  it('takes a UUID, a file of the library, and a film that is no picture', async () => {
    const productId = await newProduct()
    const mediaId = await addImage(api, shop)
    const { status, body } = await attach(productId, { mediaId: mediaId.toUpperCase() })
    expect([status, body.mediaId]).toEqual([201, partnerMediaId(mediaId)])
    const terms = { kind: 'PRODUCT_VIDEO', contentType: 'video/mp4' }
    const film = await upload(testFiles.mp4, terms)
    expect((await attach(productId, { mediaId: film.mediaId, isMain: true })).status).toBe(201)
    const headers = shop.operator
    const route = `/api/v1/admin/products/${productId}` as const
    const { product } = (await send(api, `GET ${route}`, { headers })).body.data
    expect(product.images.map((it: { id: string }) => it.id)).toEqual([mediaId])
    expect((await send(api, `PATCH ${route}`, { headers, body: { media: [] } })).status).toBe(200)
    expect(await galleryOf(productId)).toHaveLength(1)
    expect((await detach(productId, film.mediaId)).status).toBe(204)
  })

  it('keeps of an SVG only the picture', async () => {
    const file = await upload(testFiles.svg, { contentType: 'image/svg+xml' })
    expect((await attach(await newProduct(), { mediaId: file.mediaId })).status).toBe(201)
    const key = String(file.publicUrl).replace('https://files.example/', '')
    const kept = await api.storage.get(key)
    expect(await kept?.toArray().then((it) => Buffer.concat(it).toString())).not.toContain('script')
  })

  it.each([
    ['no mediaId', {}, 'mediaId'],
    ['a number', { mediaId: 7 }, 'mediaId'],
    ['text for isMain', { mediaId: 'med_x', isMain: 'true' }, 'isMain'],
    ['a fraction', { mediaId: 'med_x', sortOrder: 1.5 }, 'sortOrder'],
    ['a negative place', { mediaId: 'med_x', sortOrder: -1 }, 'sortOrder'],
    ['a place too high', { mediaId: 'med_x', sortOrder: 2 ** 31 }, 'sortOrder'],
  ])('refuses %s', async (_, body, field) => {
    const { status, body: answer } = await attach(UUID, body)
    expect([status, answer.error.code, answer.error.issues[0].path]).toEqual([
      400,
      'invalid_body',
      [field],
    ])
  })

  it('answers 409 until the file is there, then takes it', async () => {
    const productId = await newProduct()
    const { body } = await request(kurti)
    const early = await attach(productId, { mediaId: body.mediaId })
    expect([early.status, early.body.error.code]).toEqual([409, 'upload_incomplete'])
    expect(await galleryOf(productId)).toEqual([])
    const to = { url: body.uploadUrl, expiresAt: new Date(body.expiresAt) }
    await api.storage.upload(to, { body: testFiles.jpeg, contentType: 'image/jpeg' })
    expect((await attach(productId, { mediaId: body.mediaId })).status).toBe(201)
  })

  it.each([
    ['a PNG', testFiles.png, 'type_mismatch'],
    ['a film', testFiles.mp4, 'kind_mismatch'],
    ['HTML', testFiles.html, 'unsupported'],
    ['a zip', testFiles.zip, 'unsupported'],
    ['nothing', Buffer.alloc(0), 'empty'],
  ])('answers 409 to %s announced as a JPEG, for good', async (_, bytes, reason) => {
    const productId = await newProduct()
    const { mediaId } = await upload(bytes)
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const { status, body } = await attach(productId, { mediaId })
      expect([status, body.error.code]).toEqual([409, 'upload_rejected'])
      expect(body.error.message).toContain(reason)
    }
    expect(await galleryOf(productId)).toEqual([])
  })

  it('answers 409 to 26 MB, where storage lets them through', async () => {
    const { body: file } = await request(kurti)
    const key = String(file.publicUrl).replace('https://files.example/', '')
    const large = Buffer.concat([testFiles.jpeg, Buffer.alloc(26 * 1024 * 1024)])
    await api.storage.put(key, large, { contentType: 'image/jpeg' })
    const { status, body } = await attach(await newProduct(), { mediaId: file.mediaId })
    expect([status, body.error.code]).toEqual([409, 'upload_rejected'])
    expect(body.error.message).toContain('too_large')
  })

  it('refuses a document of the library', async () => {
    const mediaId = await addImage(api, shop, { kind: 'document' })
    const { status, body } = await attach(await newProduct(), { mediaId })
    expect([status, body.error.code]).toEqual([409, 'upload_rejected'])
  })

  it('answers 503 while storage is down, and takes the file afterwards', async () => {
    const productId = await newProduct()
    const { mediaId } = await upload(testFiles.jpeg)
    api.storage.failNext(1, 'head')
    expect((await attach(productId, { mediaId })).status).toBe(503)
    expect((await attach(productId, { mediaId })).status).toBe(201)
  })
})

describe('detaching', () => {
  it('removes the link alone; a second time is 404', async () => {
    const productId = await newProduct()
    const file = await upload(testFiles.jpeg)
    await attach(productId, { mediaId: file.mediaId })
    const answer = await detach(productId, file.mediaId)
    expect([answer.status, answer.body]).toEqual([204, null])
    expect(await galleryOf(productId)).toEqual([])
    expect(api.storage.keys().some((key) => String(file.publicUrl).endsWith(key))).toBe(true)
    const again = await detach(productId, file.mediaId)
    expect([again.status, again.body.error.code]).toEqual([404, 'not_found'])
  })

  it('takes a UUID', async () => {
    const [productId, mediaId] = [await newProduct(), await addImage(api, shop)]
    await attach(productId, { mediaId })
    expect((await detach(productId, mediaId)).status).toBe(204)
  })
})

describe('at once', () => {
  it('two new main files leave exactly one main', async () => {
    const productId = await newProduct()
    const files = await Promise.all(Array.from({ length: 6 }, () => addImage(api, shop)))
    const answers = await Promise.all(
      files.map((mediaId) => attach(productId, { mediaId, isMain: true })),
    )
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 201))
    const gallery = await galleryOf(productId)
    expect([gallery.length, gallery.filter((it) => it.isMain).length]).toEqual([6, 1])
  })

  it('the same file twice is one link', async () => {
    const productId = await newProduct()
    const { mediaId } = await upload(testFiles.jpeg)
    const answers = await Promise.all([1, 2, 3, 4].map(() => attach(productId, { mediaId })))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 200, 200, 201,
    ])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(await galleryOf(productId)).toHaveLength(1)
  })

  it('attaching and detaching leave the link and its reference together', async () => {
    const [productId, mediaId] = [await newProduct(), await addImage(api, shop)]
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([attach(productId, { mediaId }), detach(productId, mediaId)])
      const references = await api.runtime.db
        .selectFrom('mediaReferences')
        .selectAll()
        .where('entityId', '=', productId)
        .execute()
      expect(references).toHaveLength((await galleryOf(productId)).length)
    }
  })
})

describe('as tRPC procedures', () => {
  it('takes the same inputs and keeps the codes of the catalogue', async () => {
    const call = (id: string, payload: object) =>
      api.app.inject({ method: 'POST', url: `/trpc/${id}`, headers: shop.apiKey, payload })
    const asked = await call('partner.requestUpload', kurti)
    const { mediaId } = asked.json().result.data
    expect(mediaId).toMatch(/^med_/)
    const early = await call('partner.attachMedia', { id: await newProduct(), mediaId })
    expect(early.json().error.data.error.code).toBe('upload_incomplete')
  })
})
