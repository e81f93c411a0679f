import { connect } from 'node:net'

import { waitingJobs } from '@cartwright/db/testing/waiting-jobs'
import { afterAll, describe, expect, it, vi } from 'vitest'

import { mediaInventory } from '../../testing/media-inventory.ts'
import type { TestPart } from '../../testing/multipart.ts'
import { pdfOf } from '../../testing/pdf-of.ts'
import { filePart, sendForm } from '../../testing/send-form.ts'
import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())
const shop = await createTestShop(api)
const { png, pdf, svg, gif, html } = testFiles

const create = (parts: readonly TestPart[], headers = shop.apiKey) =>
  sendForm(api, '/api/v1/media', { headers, parts })

describe('adding files', () => {
  it('answers their rows, field by field', async () => {
    const { status, body } = await create([filePart(png, 'image/png', 'hero.png')])
    const [row] = body.media
    expect([status, body]).toEqual([
      201,
      {
        media: [
          {
            id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
            url: `https://files.example/${row.pathname}`,
            pathname: expect.stringMatching(
              new RegExp(`^stores/${shop.storeId}/media/[0-9a-f]{32}\\.png$`),
            ),
            filename: 'hero.png',
            kind: 'image',
            mimeType: 'image/png',
            width: 1,
            height: 1,
            sizeBytes: png.length,
            source: 'upload',
            alt: null,
            createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
            updatedAt: row.createdAt,
          },
        ],
      },
    ])
    expect(await waitingJobs(api.runtime.db)).toContainEqual({
      task: 'process-media',
      payload: { storeId: shop.storeId, mediaId: row.id },
    })
    await mediaInventory(api)
  })

  it('takes ten, of every kind, in their order', async () => {
    const kinds = ['jpeg', 'png', 'gif', 'webp', 'avif', 'bmp', 'mp4', 'quicktime', 'webm', 'pdf']
    const files = Object.entries(testFiles).filter(([name]) => kinds.includes(name))
    const { status, body } = await create(
      files.map(([name, bytes]) => filePart(bytes, 'application/octet-stream', name)),
    )
    expect(status).toBe(201)
    const rows: { filename: string; mimeType: string }[] = body.media
    expect(rows.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
      ['jpeg', 'image/jpeg'],
      ['png', 'image/png'],
      ['gif', 'image/gif'],
      ['webp', 'image/webp'],
      ['avif', 'image/avif'],
      ['bmp', 'image/bmp'],
      ['mp4', 'video/mp4'],
      ['quicktime', 'video/quicktime'],
      ['webm', 'video/webm'],
      ['pdf', 'application/pdf'],
    ])
    await mediaInventory(api)
  })

  it('lets an operator of the store in too', async () => {
    const { status } = await create([filePart(png)], shop.operator)
    expect(status).toBe(201)
  })

  it('keeps of an SVG what is a picture', async () => {
    const { body } = await create([filePart(svg, 'image/svg+xml', 'a.svg')])
    const [row] = body.media
    expect(row).toMatchObject({ mimeType: 'image/svg+xml', width: 40, height: 20 })
    const stored = await api.app.inject(`/files/${row.pathname}`)
    expect(stored.body).toContain('<rect')
    expect(stored.body).not.toContain('alert')
    expect(Buffer.byteLength(stored.body)).toBe(row.sizeBytes)
  })

  it('takes a picture that is also a script as a picture, and serves it as one', async () => {
    const { status, body } = await create([
      filePart(Buffer.concat([gif, Buffer.from('=alert(1)//')]), 'image/gif', 'a.gif'),
    ])
    expect([status, body.media[0].mimeType]).toEqual([201, 'image/gif'])
    const { headers } = await api.app.inject(`/files/${body.media[0].pathname}`)
    expect(headers).toMatchObject({
      'content-type': 'image/gif',
      'x-content-type-options': 'nosniff',
    })
  })

  it.each([
    ['of a path', '../../../etc/passwd', 'passwd'],
    ['of a Windows path', 'C:\\temp\\mug.png', 'mug.png'],
    ['with NUL', 'mug\u0000.png', 'mug .png'],
    ['of nothing but dots and slashes', '../', 'file.png'],
    ['with emoji', '🫖 tea.png', '🫖 tea.png'],
    ['of 500 characters', `${'x'.repeat(496)}.png`, 'x'.repeat(200)],
  ])('makes a name %s a name and nothing else', async (_, sent, shown) => {
    const { status, body } = await create([filePart(png, 'image/png', sent)])
    expect([status, body.media[0].filename]).toEqual([201, shown])
    expect(body.media[0].pathname).toMatch(/^stores\/[^/]+\/media\/[0-9a-f]{32}\.png$/)
  })

  it('takes exactly 25 MB', async () => {
    const { status } = await create([filePart(pdfOf(25 * 1024 * 1024), 'application/pdf', 'a.pdf')])
    expect(status).toBe(201)
  })
})

describe('adding files refuses', () => {
  const eleven = Array.from({ length: 11 }, () => filePart(png))
  it.each([
    ['none', [], 400, /Send one file/],
    ['one in another field', [{ ...filePart(png), name: 'image' }], 400, /"file"/],
    ['eleven', eleven, 400, /more files/],
    ['26 MB', [filePart(pdfOf(26 * 1024 * 1024), 'application/pdf')], 413, /larger/],
    ['an empty one', [filePart('')], 415, /not accepted/],
    ['a page that calls itself a picture', [filePart(html)], 415, /not accepted/],
    [
      'a PDF that is also a page',
      [filePart(Buffer.concat([html, pdf]), 'application/pdf')],
      415,
      /not accepted/,
    ],
    ['a document that calls itself a picture', [filePart(pdf)], 415, /not accepted/],
    ['an SVG that is none', [filePart('<svg><rect></svg>', 'image/svg+xml')], 415, /not accepted/],
    ['a bad one after a good one', [filePart(png), filePart(html)], 415, /not accepted/],
    ['a good one after a bad one', [filePart(html), filePart(png)], 415, /not accepted/],
  ] as const)('%s, and keeps nothing', async (...row) => {
    const [, parts, status, sentence] = row
    const before = await mediaInventory(api)
    const answer = await create(parts)
    expect([answer.status, answer.body]).toEqual([
      status,
      { error: expect.stringMatching(sentence) },
    ])
    expect(await mediaInventory(api)).toEqual(before)
  })

  it('a body that breaks off', async () => {
    const before = await mediaInventory(api)
    const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    const { status, body } = await send(api, 'POST /api/v1/media', {
      headers: { ...shop.apiKey, 'content-type': 'multipart/form-data; boundary=b' },
      body: Buffer.concat([Buffer.from(head), png]),
    })
    expect([status, body]).toEqual([400, { error: expect.stringMatching(/multipart/) }])
    expect(await mediaInventory(api)).toEqual(before)
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
    'a body of type %s',
    async (type) => {
      const { status, body } = await send(api, 'POST /api/v1/media', {
        headers: { ...shop.apiKey, 'content-type': type },
        body: 'file=x',
      })
      expect([status, body]).toEqual([415, { error: expect.any(String) }])
    },
  )

  it('who has no key, or one without the scope', async () => {
    expect(await create([filePart(png)], {})).toMatchObject({
      status: 401,
      body: { error: expect.any(String) },
    })
    const reader = await shop.keyWith(['media:read'])
    expect(await create([filePart(png)], reader)).toMatchObject({
      status: 403,
      body: { error: expect.any(String) },
    })
  })

  it('more than the store has room for, all of it', async () => {
    const small = await createTestShop(api)
    const { db } = api.runtime
    const quota = { mediaQuotaBytes: png.length * 2 }
    await db.updateTable('stores').set(quota).where('id', '=', small.storeId).execute()
    const before = await mediaInventory(api)
    const three = [filePart(png), filePart(png), filePart(png)]
    const refused = await create(three, small.apiKey)
    expect([refused.status, refused.body]).toEqual([
      413,
      { error: expect.stringMatching(/no room/) },
    ])
    expect(await mediaInventory(api)).toEqual(before)
    const { status } = await create(three.slice(0, 2), small.apiKey)
    expect(status).toBe(201)
  })
})

describe('an Idempotency-Key', () => {
  const keyed = (key: string) => ({ ...shop.apiKey, 'idempotency-key': key })

  it('makes the same form again answer the files that are there', async () => {
    const parts = [filePart(png), filePart(pdf, 'application/pdf', 'care.pdf')]
    const first = await create(parts, keyed('two-files'))
    const before = await mediaInventory(api)
    const second = await create(parts, keyed('two-files'))
    expect([second.status, second.body]).toEqual([201, first.body])
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(await mediaInventory(api)).toEqual(before)
  })

  it('is refused with another file', async () => {
    await create([filePart(png)], keyed('one-file'))
    const { status, body } = await create([filePart(gif, 'image/gif')], keyed('one-file'))
    expect([status, body]).toEqual([422, { error: expect.any(String) }])
  })
})

describe('adding files leaves nothing behind', () => {
  it.each([
    ['before a file is stored', 'put'],
    ['after it was stored, unheard', 'put_answer'],
  ] as const)('when storage fails %s', async (_, fault) => {
    const before = await mediaInventory(api)
    api.storage.failNext(1, fault)
    const { status, body } = await create([filePart(png), filePart(png)])
    expect([status, body]).toEqual([503, { error: expect.any(String) }])
    expect(await mediaInventory(api)).toEqual(before)
  })

  it('when the rows cannot be written', async () => {
    const before = await mediaInventory(api)
    const { schema } = api.runtime.db
    await schema.alterTable('media').renameTo('media_elsewhere').execute()
    const { status, body } = await create([filePart(png), filePart(png)])
    await schema.alterTable('media_elsewhere').renameTo('media').execute()
    expect([status, body]).toEqual([500, { error: expect.any(String) }])
    expect(await mediaInventory(api)).toEqual(before)
  })

  it('when the sender goes away in the middle of the second file', async () => {
    const before = await mediaInventory(api)
    const put = vi.spyOn(api.storage, 'put')
    const { port } = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }))
    const partHead =
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'
    const head = [
      'POST /api/v1/media HTTP/1.1',
      'host: api.test',
      ...Object.entries(shop.apiKey).map(([name, value]) => `${name}: ${value}`),
      'content-type: multipart/form-data; boundary=b',
      'content-length: 1000000',
      '',
      partHead,
    ].join('\r\n')
    const socket = connect(Number(port), '127.0.0.1')
    const second = Buffer.from(`\r\n${partHead}`)
    socket.write(Buffer.concat([Buffer.from(head), png, second, png, Buffer.alloc(400_000)]))
    await expect.poll(() => put.mock.calls.length).toBe(2)
    socket.destroy()
    await expect(put.mock.results[1]?.value).rejects.toMatchObject({ kind: 'interrupted' })
    await expect.poll(() => api.storage.keys()).toEqual(before)
    expect(await mediaInventory(api)).toEqual(before)
  })
})
