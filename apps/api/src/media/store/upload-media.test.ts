import { connect } from 'node:net'

import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, describe, expect, it, vi } from 'vitest'

import { multipartBody, type TestPart } from '../../testing/multipart.ts'
import { pdfOf } from '../../testing/pdf-of.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)

const { pdf, png, svg } = testFiles

const upload = async (parts: readonly TestPart[], headers = shop.operator) => {
  const form = multipartBody(parts)
  const response = await api.app.inject({
    method: 'POST',
    url: '/api/v1/admin/store/media/upload',
    headers: { ...headers, ...form.headers },
    payload: form.body,
  })
  return { status: response.statusCode, body: response.json() }
}

const file = (value: string | Buffer, type = 'image/png', filename = 'mug.png'): TestPart => ({
  name: 'file',
  value,
  filename,
  type,
})

const rows = () => api.runtime.db.selectFrom('media').selectAll().execute()

/** What there is: every object has its row, and every row its object. */
const inventory = async () => {
  const keys = (await rows()).map(({ key }) => key).sort()
  expect([...api.storage.keys()]).toEqual(keys)
  return keys
}

describe('uploading a file', () => {
  it('keeps it, described by its bytes', async () => {
    const { status, body } = await upload([{ name: 'purpose', value: 'product' }, file(png)])
    expect(status).toBe(201)
    const { media } = body.data
    expect(media).toMatchObject({
      filename: 'mug.png',
      kind: 'image',
      mimeType: 'image/png',
      width: 1,
      height: 1,
      sizeBytes: png.length,
      source: 'upload',
      alt: null,
      purpose: 'product',
    })
    expect(media.pathname).toMatch(new RegExp(`^stores/${shop.storeId}/media/[0-9a-f]{32}\\.png$`))
    expect(media.url).toBe(`https://files.example/${media.pathname}`)
    const row = (await rows()).find(({ id }) => id === media.id)
    expect(row).toMatchObject({ retention: 'managed', status: 'ready' })
    expect(row?.sha256).toMatch(/^[0-9a-f]{64}$/)
    await inventory()
  })

  it('leaves it to the worker to look into a picture, however broken', async () => {
    const { status, body } = await upload([file(png.subarray(0, 45))])
    expect([status, body.data.media]).toMatchObject([201, { width: 1, height: 1 }])
    const row = (await rows()).find(({ id }) => id === body.data.media.id)
    expect(row).toMatchObject({ status: 'ready', placeholder: null, processedAt: null })
    expect(await waitingJobs(api.runtime.db)).toContainEqual({
      task: 'process-media',
      payload: { storeId: shop.storeId, mediaId: body.data.media.id },
    })
  })

  it('takes the purpose also after the file, and general when there is none', async () => {
    const after = await upload([file(png), { name: 'purpose', value: 'logo' }])
    expect(after.body.data.media.purpose).toBe('logo')
    const without = await upload([file(png)])
    expect(without.body.data.media.purpose).toBe('general')
  })

  it('takes SVG and PDF', async () => {
    const drawing = await upload([file(svg, 'image/svg+xml', 'a.svg')])
    expect(drawing.body.data.media).toMatchObject({
      mimeType: 'image/svg+xml',
      width: 40,
      height: 20,
    })
    const document = await upload([file(pdf, 'application/pdf', 'care.pdf')])
    expect(document.body.data.media).toMatchObject({ kind: 'document', width: null })
  })

  it('never lets a name become a path', async () => {
    const { body } = await upload([file(png, 'image/png', '../../etc/passwd\\evil.png')])
    expect(body.data.media.filename).not.toMatch(/[/\\]/)
    expect(body.data.media.pathname).toMatch(/^stores\/[^/]+\/media\/[0-9a-f]{32}\.png$/)
  })

  it('takes 25 MB', async () => {
    const large = pdfOf(25 * 1024 * 1024)
    const { status } = await upload([file(large, 'application/pdf', 'large.pdf')])
    expect(status).toBe(201)
  })
})

describe('an Idempotency-Key', () => {
  const keyed = (key: string) => ({ ...shop.operator, 'idempotency-key': key })

  it('makes a repeated upload answer the file that is there', async () => {
    const parts = [{ name: 'purpose', value: 'logo' }, file(png)]
    const first = await upload(parts, keyed('upload-1'))
    const before = await inventory()
    const second = await upload(parts, keyed('upload-1'))
    expect([second.status, second.body]).toEqual([201, first.body])
    expect(await inventory()).toEqual(before)
  })

  it.each([
    ['another file of the same length', [file(Buffer.from(png).fill(1, 45, 49))]],
    ['another name', [file(png, 'image/png', 'jug.png')]],
    ['another purpose', [file(png), { name: 'purpose', value: 'logo' }]],
    ['two files', [file(png), file(png)]],
    ['a larger file than any', [file(Buffer.alloc(27 * 1024 * 1024))]],
  ])('is refused with %s', async (what, parts) => {
    await upload([file(png)], keyed(what))
    const before = await inventory()
    const { status, body } = await upload(parts, keyed(what))
    expect([422, 413]).toContain(status)
    expect(['idempotency_mismatch', 'payload_too_large']).toContain(body.error.code)
    expect(await inventory()).toEqual(before)
  })
})

describe('uploading refuses', () => {
  it.each([
    [
      'text that calls itself a picture',
      [file('Not a picture at all')],
      [415, 'unsupported_media_type'],
    ],
    ['a PDF that calls itself a picture', [file(pdf)], [415, 'unsupported_media_type']],
    ['an empty file', [file('')], [415, 'unsupported_media_type']],
    ['a form without a file', [{ name: 'purpose', value: 'logo' }], [400, 'missing_file']],
    ['a file in another field', [{ ...file(png), name: 'image' }], [400, 'missing_file']],
    ['two files', [file(png), file(png)], [400, 'too_many_files']],
    [
      'a field it does not know',
      [file(png), { name: 'purposes', value: 'logo' }],
      [400, 'validation_failed'],
    ],
    [
      'an unknown purpose',
      [file(png), { name: 'purpose', value: 'x' }],
      [400, 'validation_failed'],
    ],
    [
      'more than 25 MB',
      [file(Buffer.concat([pdf, Buffer.alloc(26 * 1024 * 1024)]), 'application/pdf')],
      [413, 'payload_too_large'],
    ],
  ] as const)('%s, and keeps nothing', async (_, parts, expected) => {
    const before = await inventory()
    const answer = await upload(parts)
    expect([answer.status, answer.body.error?.code]).toEqual(expected)
    expect(await inventory()).toEqual(before)
  })

  it('another content type', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/api/v1/admin/store/media/upload',
      headers: shop.operator,
      payload: { file: 'x' },
    })
    expect([response.statusCode, response.json().error.code]).toEqual([
      415,
      'unsupported_media_type',
    ])
  })

  it('when storage is down, with 503', async () => {
    const before = await inventory()
    api.storage.failNext()
    const { status, body } = await upload([file(png)])
    expect([status, body.error.code]).toEqual([503, 'unavailable'])
    expect(await inventory()).toEqual(before)
  })
})

describe('uploading leaves nothing behind', () => {
  it('when the row cannot be written', async () => {
    const before = await inventory()
    const { schema } = api.runtime.db
    await schema.alterTable('media').renameTo('media_elsewhere').execute()
    const { status } = await upload([file(png)])
    await schema.alterTable('media_elsewhere').renameTo('media').execute()
    expect(status).toBe(500)
    expect(await inventory()).toEqual(before)
  })

  it('when the sender goes away in the middle', async () => {
    const before = await inventory()
    const put = vi.spyOn(api.storage, 'put')
    const { port } = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }))
    const disposition = 'content-disposition: form-data; name="file"; filename="a.png"'
    const head = [
      'POST /api/v1/admin/store/media/upload HTTP/1.1',
      'host: api.test',
      ...Object.entries(shop.operator).map(([name, value]) => `${name}: ${value}`),
      'content-type: multipart/form-data; boundary=b',
      'content-length: 1000000',
      '',
      `--b\r\n${disposition}\r\ncontent-type: image/png\r\n\r\n`,
    ].join('\r\n')
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(Buffer.concat([Buffer.from(head), png, Buffer.alloc(400_000)]))
    await expect.poll(() => put.mock.calls.length).toBe(1)
    socket.destroy()
    await expect(put.mock.results[0]?.value).rejects.toMatchObject({ kind: 'interrupted' })
    expect(await inventory()).toEqual(before)
  })
})
