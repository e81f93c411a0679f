import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, describe, expect, it, vi } from 'vitest'

import { pdfOf } from '../../testing/pdf-of.ts'
import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { png, jpeg, svg, pdf, html, webm } = testFiles
const { db } = api.runtime

const NOBODY = '01a1fec1-0000-7000-8000-000000000000'
const announced = { filename: 'hero.png', contentType: 'image/png', sizeBytes: 1_000 }

const begin = (
  change: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = shop.apiKey,
) => send(api, 'POST /api/v1/media/uploads', { headers, body: { ...announced, ...change } })

const complete = (mediaId: string, headers: Readonly<Record<string, string>> = shop.apiKey) =>
  send(api, `POST /api/v1/media/uploads/${mediaId}/complete`, { headers })

const get = (mediaId: string) => send(api, `GET /api/v1/media/${mediaId}`, { headers: shop.apiKey })

/** What a browser does with the form it was given. */
const post = (
  form: {
    readonly url: string
    readonly fields: Record<string, string>
    readonly expiresAt: string
  },
  body: Buffer,
) => api.storage.upload({ ...form, expiresAt: new Date(form.expiresAt) }, { body })

const rowOf = (mediaId: string) =>
  db.selectFrom('media').selectAll().where('id', '=', mediaId).executeTakeFirstOrThrow()

describe('an upload straight to storage', () => {
  it('begins with a form for 15 minutes', async () => {
    const { status, body } = await begin({ purpose: 'product' })
    const expiresAt = new Date(api.clock.now() + 15 * 60_000)
    expect([status, body]).toEqual([
      201,
      {
        mediaId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
        url: expect.stringMatching(/^https:/),
        fields: expect.objectContaining({
          key: expect.stringMatching(
            new RegExp(`^stores/${shop.storeId}/media/[0-9a-f]{32}\\.png$`),
          ),
          'Content-Type': 'image/png',
        }),
        expiresAt: expiresAt.toISOString(),
      },
    ])
    expect(await rowOf(body.mediaId)).toMatchObject({
      key: body.fields.key,
      status: 'pending',
      source: 'presigned',
      purpose: 'product',
      retention: 'managed',
      declaredSizeBytes: 1_000,
      uploadExpiresAt: expiresAt,
    })
  })

  it('ends with the row of the library, once the file is there', async () => {
    const { body: form } = await begin()
    expect(await post(form, png)).toBe(204)
    const { status, body } = await complete(form.mediaId)
    expect([status, body]).toEqual([
      200,
      {
        id: form.mediaId,
        url: `https://files.example/${form.fields.key}`,
        pathname: form.fields.key,
        filename: 'hero.png',
        kind: 'image',
        mimeType: 'image/png',
        width: 1,
        height: 1,
        sizeBytes: png.length,
        source: 'presigned',
        alt: null,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
    ])
    expect(await waitingJobs(db)).toContainEqual({
      task: 'process-media',
      payload: { storeId: shop.storeId, mediaId: form.mediaId },
    })
    expect(await complete(form.mediaId)).toMatchObject({ status: 200, body })
    const { body: page } = await send(api, 'GET /api/v1/media', { headers: shop.apiKey })
    expect(page.data).toContainEqual(body)
  })

  it('ends also when somebody merely reads it', async () => {
    const { body: form } = await begin()
    expect((await get(form.mediaId)).body).toMatchObject({ sizeBytes: 1_000, width: null })
    await post(form, png)
    expect((await get(form.mediaId)).body).toMatchObject({ sizeBytes: png.length, width: 1 })
    expect((await rowOf(form.mediaId)).status).toBe('ready')
  })

  it.each([
    [
      'a product',
      'POST /api/v1/admin/products',
      (mediaId: string) => ({
        title: 'Mug',
        price: 100,
        media: [{ mediaId }],
      }),
    ],
    [
      'a variant',
      'POST /api/v1/admin/products',
      (imageId: string) => ({
        title: 'Mug',
        variants: [{ price: 100, imageId }],
      }),
    ],
    [
      'a collection',
      'POST /api/v1/admin/collections',
      (imageId: string) => ({
        title: 'Mugs',
        imageId,
      }),
    ],
    ['the store', 'PATCH /api/v1/admin/store', (logoMediaId: string) => ({ logoMediaId })],
  ] as const)('ends also when %s begins to show it', async (_, route, bodyWith) => {
    const { body: form } = await begin()
    const attach = () => send(api, route, { headers: shop.apiKey, body: bodyWith(form.mediaId) })
    expect((await attach()).status).toBe(404)
    await post(form, png)
    expect((await attach()).status).toBeLessThan(300)
    expect(await rowOf(form.mediaId)).toMatchObject({ status: 'ready', sizeBytes: png.length })
  })

  it('nothing begins to show what is not what was announced', async () => {
    const { body: form } = await begin()
    await post(form, html)
    const body = { title: 'Mugs', imageId: form.mediaId }
    const answer = await send(api, 'POST /api/v1/admin/collections', { headers: shop.apiKey, body })
    expect(answer.status).toBe(404)
    expect((await rowOf(form.mediaId)).status).toBe('failed')
  })

  it.each([
    ['a PDF', { contentType: 'application/pdf', filename: 'care.pdf' }, pdf, 'document'],
    ['a film', { contentType: 'video/webm', filename: 'film.webm' }, webm, 'video'],
    ['a type in capitals', { contentType: 'IMAGE/PNG' }, png, 'image'],
    ['a type with parameters', { contentType: 'image/png; x=1' }, png, 'image'],
    ['a JPEG by its other name', { contentType: 'image/jpg' }, jpeg, 'image'],
    ['25 MB', { contentType: 'application/pdf', sizeBytes: 25 * 1024 * 1024 }, pdf, 'document'],
  ] as const)('takes %s', async (...row) => {
    const [, change, file, kind] = row
    const { status, body: form } = await begin(change)
    expect([status, await post(form, file)]).toEqual([201, 204])
    expect(await complete(form.mediaId)).toMatchObject({ status: 200, body: { kind } })
  })

  it('leaves of an SVG what is a picture', async () => {
    const { body: form } = await begin({ contentType: 'image/svg+xml', filename: 'a.svg' })
    await post(form, svg)
    const { body } = await complete(form.mediaId)
    expect(body).toMatchObject({ mimeType: 'image/svg+xml', width: 40 })
    const stored = await api.app.inject(`/files/${body.pathname}`)
    expect(stored.body).toContain('<rect')
    expect(stored.body).not.toContain('alert')
    expect(stored.headers['cache-control']).toContain('immutable')
  })

  it('is the same with tRPC', async () => {
    const call = async (path: string, input: unknown) => {
      const url = `/trpc/${path}`
      const response = await api.app.inject({
        method: 'POST',
        url,
        headers: shop.operator,
        payload: input as object,
      })
      return { status: response.statusCode, body: response.json() }
    }
    const begun = await call('media.createUpload', announced)
    expect(begun.status).toBe(200)
    const form = begun.body.result.data
    const early = await call('media.completeUpload', { mediaId: form.mediaId })
    expect([early.status, early.body.error.data.error.code]).toEqual([409, 'upload_incomplete'])
    await post(form, png)
    const { status, body } = await call('media.completeUpload', { mediaId: form.mediaId })
    expect([status, body.result.data.id]).toEqual([200, form.mediaId])
  })

  it('with an Idempotency-Key begins once', async () => {
    const headers = { ...shop.apiKey, 'idempotency-key': 'upload-1' }
    const first = await begin({}, headers)
    expect((await begin({}, headers)).body).toEqual(first.body)
    expect((await begin({ sizeBytes: 2 }, headers)).status).toBe(422)
  })
})

describe('beginning an upload refuses', () => {
  it.each([
    ['no name', { filename: undefined }, 'filename'],
    ['an empty name', { filename: '' }, 'filename'],
    ['a name with NUL', { filename: 'a\u0000.png' }, 'filename'],
    ['no type', { contentType: undefined }, 'contentType'],
    ['no bytes', { sizeBytes: 0 }, 'sizeBytes'],
    ['fewer than none', { sizeBytes: -1 }, 'sizeBytes'],
    ['half a byte', { sizeBytes: 1.5 }, 'sizeBytes'],
    ['more than 25 MB', { sizeBytes: 25 * 1024 * 1024 + 1 }, 'sizeBytes'],
    ['an unknown purpose', { purpose: 'x' }, 'purpose'],
  ])('%s', async (_, change, field) => {
    const answer = await begin(change)
    expect([answer.status, answer.body.details?.[0].path]).toEqual([400, [field]])
  })

  it.each(['text/html', 'image/tiff', 'image/*', 'application/zip', 'constructor'])(
    'the type %s',
    async (contentType) => {
      const { status, body } = await begin({ contentType })
      expect([status, body]).toEqual([415, { error: expect.any(String) }])
    },
  )

  it('unknown fields', async () => {
    expect((await begin({ key: 'stores/other/media/a.png' })).status).toBe(400)
  })

  it('more than there is room for, announced bytes counted', async () => {
    const small = await createTestShop(api)
    await db
      .updateTable('stores')
      .set({ mediaQuotaBytes: 1_500 })
      .where('id', '=', small.storeId)
      .execute()
    expect((await begin({}, small.apiKey)).status).toBe(201)
    const { status, body } = await begin({}, small.apiKey)
    expect([status, body]).toEqual([413, { error: expect.stringMatching(/no room/) }])
    expect((await begin({ sizeBytes: 500 }, small.apiKey)).status).toBe(201)
  })

  it('who may not', async () => {
    expect((await begin({}, {})).status).toBe(401)
    expect((await begin({}, await shop.keyWith(['media:read']))).status).toBe(403)
    const { body } = await begin()
    expect((await complete(body.mediaId, {})).status).toBe(401)
    expect((await complete(body.mediaId, await shop.keyWith(['media:read']))).status).toBe(403)
  })
})

describe('completing an upload refuses', () => {
  it('what has not come yet, and may be asked again', async () => {
    const { body: form } = await begin()
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await complete(form.mediaId)
      expect([status, body]).toEqual([409, { error: 'The file has not been uploaded yet.' }])
    }
    await post(form, png)
    expect((await complete(form.mediaId)).status).toBe(200)
  })

  it('what is not what was announced, for good, and buries it', async () => {
    for (const [change, file] of [
      [{}, jpeg],
      [{}, html],
      [{}, pdf],
      [{ contentType: 'application/pdf' }, Buffer.concat([html, pdf])],
      [{ contentType: 'image/svg+xml' }, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">')],
    ] as const) {
      const { body: form } = await begin(change)
      await post(form, file)
      for (let times = 0; times < 2; times += 1) {
        const { status, body } = await complete(form.mediaId)
        expect([status, body]).toEqual([
          409,
          { error: expect.stringMatching(/^What was uploaded is not what was announced/) },
        ])
      }
      const row = await rowOf(form.mediaId)
      expect(row.status).toBe('failed')
      const buried = await db
        .selectFrom('mediaTombstones')
        .select('key')
        .where('key', '=', row.key)
        .execute()
      expect(buried).toHaveLength(1)
    }
  })

  it('more than was announced, which storage does not even take', async () => {
    const { body: form } = await begin({ contentType: 'application/pdf' })
    expect(await post(form, pdfOf(1_001))).toBe(400)
    expect(await post(form, Buffer.alloc(0))).toBe(400)
    expect((await complete(form.mediaId)).status).toBe(409)
    expect(await post(form, pdfOf(1_000))).toBe(204)
    expect((await complete(form.mediaId)).status).toBe(200)
  })

  it('what there is no room for, where nobody announced how large it would be', async () => {
    const small = await createTestShop(api)
    const stores = db.updateTable('stores').where('id', '=', small.storeId)
    await stores.set({ mediaQuotaBytes: png.length - 1 }).execute()
    const headers = small.apiKey
    const { filename, contentType } = announced
    const begun = await send(api, 'POST /api/v1/admin/media/upload', {
      headers,
      body: { filename, contentType },
    })
    const to = { url: begun.body.uploadUrl, expiresAt: new Date(begun.body.expiresAt) }
    expect(await api.storage.upload(to, { body: png, contentType })).toBe(200)
    const row = await db
      .selectFrom('media')
      .select('id')
      .where('storeId', '=', small.storeId)
      .executeTakeFirstOrThrow()
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await complete(row.id, headers)
      expect([status, body]).toEqual([413, { error: expect.stringMatching(/no room/) }])
    }
  })

  it('another key, another type and late files: storage takes none of them', async () => {
    const { body: form } = await begin()
    const { fields } = form
    const other = { ...fields, key: `stores/${NOBODY}/media/a.png` }
    expect(await post({ ...form, fields: other }, png)).toBe(403)
    expect(await post({ ...form, fields: { ...fields, 'Content-Type': 'text/html' } }, png)).toBe(
      403,
    )
    api.clock.advance(15 * 60_000 + 1_000)
    expect(await post(form, png)).toBe(403)
    expect((await complete(form.mediaId)).status).toBe(409)
  })

  it('what was replaced while it was looked at, and looks at that the next time', async () => {
    const { body: form } = await begin()
    await post(form, png)
    const settle = api.storage.settle.bind(api.storage)
    const settling = vi.spyOn(api.storage, 'settle').mockImplementationOnce(async (...looked) => {
      await post(form, html)
      return settle(...looked)
    })
    const { status, body } = await complete(form.mediaId)
    settling.mockRestore()
    expect([status, body]).toEqual([409, { error: 'The file has not been uploaded yet.' }])
    expect((await rowOf(form.mediaId)).status).toBe('pending')
    expect((await api.storage.head(form.fields.key))?.isFinal).toBe(false)
    expect((await complete(form.mediaId)).body.error).toMatch(/not what was announced/)
  })

  it('what is another store’s, or nobody’s', async () => {
    const other = await createTestShop(api)
    const { body: form } = await begin()
    await post(form, png)
    for (const id of [form.mediaId, NOBODY, 'nonsense']) {
      const { status, body } = await complete(id, other.apiKey)
      expect([status, body]).toEqual([404, { error: expect.any(String) }])
    }
    expect((await rowOf(form.mediaId)).status).toBe('pending')
  })

  it('when storage does not answer, and decides nothing', async () => {
    const { body: form } = await begin()
    await post(form, png)
    api.storage.failNext(1, 'head')
    const { status, body } = await complete(form.mediaId)
    expect([status, body]).toEqual([503, { error: expect.any(String) }])
    expect((await rowOf(form.mediaId)).status).toBe('pending')
    expect((await complete(form.mediaId)).status).toBe(200)
  })
})
