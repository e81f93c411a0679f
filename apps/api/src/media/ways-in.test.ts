import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { localStorage } from '@cartwright/platform/storage/local-storage'
import { s3Storage } from '@cartwright/platform/storage/s3-storage'
import type { Storage } from '@cartwright/platform/storage/storage'
import { createTestBucket, s3StartTimeoutMs } from '@cartwright/s3-server/test-bucket'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { buildApp } from '../app.ts'
import type { Answer } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { openForm } from '../testing/test-embed.ts'
import { testFiles } from '../testing/test-files.ts'
import { addGoods } from '../testing/test-goods.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)

/** Where the files of either driver are served: by the server under test, whatever port it gets. */
const PUBLIC = 'http://files.test'

interface Driver extends AsyncDisposable {
  readonly storage: Storage
}

async function folder(): Promise<Driver> {
  const path = await mkdtemp(join(tmpdir(), 'ways-in-'))
  const publicBaseUrl = `${PUBLIC}/files`
  return {
    storage: localStorage({ folder: path, publicBaseUrl, signingSecret: 'secret-of-this-test' }),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

async function bucket(): Promise<Driver> {
  const place = await createTestBucket()
  const publicBaseUrl = `${PUBLIC}/files`
  const options = { ...place.access, bucket: place.bucket, forcePathStyle: true, publicBaseUrl }
  return {
    storage: s3Storage(options),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  }
}

describe.each([
  ['a folder', folder],
  ['an S3 bucket', bucket],
])('with files in %s', (_, openDriver) => {
  let driver: Driver
  let app: FastifyInstance
  let baseUrl = ''
  beforeAll(async () => {
    driver = await openDriver()
    app = await buildApp({ ...api.runtime, storage: driver.storage })
    baseUrl = await app.listen({ port: 0, host: '127.0.0.1' })
  }, s3StartTimeoutMs)
  afterAll(async () => {
    await app.close()
    await driver[Symbol.asyncDispose]()
  })

  const at = (url: string) => url.replace(PUBLIC, baseUrl)
  const call = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(new URL(path, baseUrl), init)
    const text = await response.text()
    const body = text === '' ? null : JSON.parse(text)
    return { status: response.status, headers: Object.fromEntries(response.headers), body }
  }
  const json = (path: string, body: unknown) =>
    call(path, {
      method: 'POST',
      headers: { ...shop.apiKey, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const form = (path: string, field: string, headers: Readonly<Record<string, string>>) => {
    const body = new FormData()
    body.append(field, new Blob([testFiles.png], { type: 'image/png' }), 'mug.png')
    return call(path, { method: 'POST', headers: { ...headers }, body })
  }
  /** What everybody gets who asks for a file. */
  const served = async (url: string) => {
    const response = await fetch(at(url))
    const bytes = Buffer.from(await response.arrayBuffer())
    return [response.status, response.headers.get('content-type'), bytes.equals(testFiles.png)]
  }
  const thePicture = [200, 'image/png', true]

  it('a store upload is served as it was sent', async () => {
    const { status, body } = await form('/api/v1/admin/store/media/upload', 'file', shop.apiKey)
    expect(status).toBe(201)
    expect(await served(body.data.media.url)).toEqual(thePicture)
  })

  it('a file of the media library is served as it was sent, and deleted once', async () => {
    const { status, body } = await form('/api/v1/media', 'file', shop.apiKey)
    expect(status).toBe(201)
    const [{ id, url }] = body.media
    expect(await served(url)).toEqual(thePicture)
    const remove = () => call(`/api/v1/media/${id}`, { method: 'DELETE', headers: shop.apiKey })
    expect([(await remove()).status, (await remove()).status]).toEqual([204, 404])
  })

  it('a partner puts a file of the announced type, and of no other, and attaches it', async () => {
    const { productId } = await addGoods(api, shop)
    const announced = { filename: 'mug.png', contentType: 'image/png' }
    const { body } = await json('/api/v1/admin/media/upload', announced)
    const put = (type: string) => {
      const headers = { 'content-type': type }
      return fetch(at(body.uploadUrl), { method: 'PUT', headers, body: testFiles.png })
    }
    expect((await put('image/svg+xml')).status).toBe(403)
    const path = `/api/v1/admin/products/${productId}/media`
    expect((await json(path, { mediaId: body.mediaId })).body.error.code).toBe('upload_incomplete')
    expect((await put('image/png')).status).toBe(200)
    const attached = await json(path, { mediaId: body.mediaId, isMain: true })
    expect([attached.status, attached.body.fileUrl]).toEqual([201, body.publicUrl])
    expect(await served(body.publicUrl)).toEqual(thePicture)
  })

  it('a browser posts a file of the announced size straight to storage', async () => {
    const size = { sizeBytes: testFiles.png.length }
    const announced = { filename: 'mug.png', contentType: 'image/png', ...size }
    const { body } = await json('/api/v1/media/uploads', announced)
    const post = (file: Buffer<ArrayBuffer>) => {
      const data = new FormData()
      for (const [name, value] of Object.entries<string>(body.fields)) data.append(name, value)
      data.append('file', new Blob([file], { type: 'image/png' }), 'mug.png')
      return fetch(at(body.url), { method: 'POST', body: data })
    }
    const larger = Buffer.concat([testFiles.png, Buffer.alloc(1)])
    expect((await post(larger)).status).toBe(400)
    expect((await post(Buffer.from(testFiles.png))).ok).toBe(true)
    const { status, body: row } = await json(`/api/v1/media/uploads/${body.mediaId}/complete`, {})
    expect([status, row.sizeBytes]).toEqual([200, testFiles.png.length])
    expect(await served(row.url)).toEqual(thePicture)
  })

  it('a buyer’s picture is served as it was sent', async () => {
    const { sessionId, headers } = await openForm(api, shop)
    const path = `/v1/embed/form-submit/${sessionId}/upload-image`
    const { status, body } = await form(path, 'file', headers)
    expect(status).toBe(200)
    expect(await served(body.url)).toEqual(thePicture)
  })

  it('the image of a trade item is served as it was sent', async () => {
    const { variantId } = await addGoods(api, shop)
    const gtinKey = '04006381333931'
    const variants = api.runtime.db.updateTable('variants')
    await variants.set({ gtinKey: null }).where('storeId', '=', shop.storeId).execute()
    await variants.set({ gtinKey }).where('id', '=', variantId).execute()
    const path = `/dashboard/api/v1/trade-items/${shop.storeId}/4006381333931/images`
    const key = shop.apiKey['authorization']?.replace('Bearer ', '') ?? ''
    const { status, body } = await form(path, 'image', { 'x-api-key': key })
    expect(status).toBe(201)
    expect(await served(body.image_url)).toEqual(thePicture)
  })

  it('every file that is there has its object, and every object its row', async () => {
    const rows = await api.runtime.db
      .selectFrom('media')
      .select('key')
      .where('status', '=', 'ready')
      .execute()
    const buried = await api.runtime.db.selectFrom('mediaTombstones').select('key').execute()
    const known = new Set([...rows, ...buried].map(({ key }) => key))
    const found: string[] = []
    for await (const { key } of driver.storage.list('')) found.push(key)
    expect(found.length).toBeGreaterThanOrEqual(6)
    expect(found.filter((key) => !known.has(key))).toEqual([])
  })
})
