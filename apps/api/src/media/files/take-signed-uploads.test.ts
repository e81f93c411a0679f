import { connect } from 'node:net'
import { text } from 'node:stream/consumers'

import type { PresignedPost } from '@cartwright/platform/storage/storage'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { testFiles } from '../../testing/test-files.ts'
import { addGoods } from '../../testing/test-goods.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

let origin = ''
beforeAll(async () => {
  origin = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const kept of api.storage.keys()) await api.storage.delete(kept)
})

const key = 'stores/s1/media/a.png'
const terms = { contentType: 'image/png', expiresInSeconds: 900 }

/** Test storage believes that it is somewhere else. */
const here = (url: string): string => url.replace('https://files.example', `${origin}/files`)

const put = async (body: Uint8Array<ArrayBuffer>, contentType = 'image/png') => {
  const { url } = await api.storage.presignPut(key, terms)
  return fetch(here(url), { method: 'PUT', headers: { 'content-type': contentType }, body })
}

const post = async (
  content: string,
  change: (it: PresignedPost['fields']) => Record<string, string> = (it) => ({ ...it }),
) => {
  const form = { ...terms, minBytes: 2, maxBytes: 5 }
  const { url, fields } = await api.storage.presignPost(key, form)
  const body = new FormData()
  for (const [name, value] of Object.entries(change(fields))) body.append(name, value)
  body.append('file', new Blob([content]), 'a.png')
  return fetch(here(url), { method: 'POST', body })
}

/** Begins a staged upload of a picture: how it is sent, and how it is said to have been. */
const announce = async () => {
  const { apiKey: headers } = await createTestShop(api)
  const asked = await send(api, 'POST /api/v1/media/uploads', {
    headers,
    body: { filename: 'a.png', contentType: 'image/png', sizeBytes: testFiles.png.length },
  })
  const { mediaId, url, fields } = asked.body
  const sent = () => {
    const body = new FormData()
    for (const [name, value] of Object.entries<string>(fields)) body.append(name, value)
    body.append('file', new Blob([Buffer.from(testFiles.png)]), 'a.png')
    return fetch(here(url), { method: 'POST', body })
  }
  const complete = () => send(api, `POST /api/v1/media/uploads/${mediaId}/complete`, { headers })
  return { sent, complete, address: `${origin}/files/${fields.key}` }
}

const kept = async (): Promise<string | null> => {
  const stream = await api.storage.get(key)
  return stream === null ? null : text(stream)
}

describe('a presigned upload', () => {
  it('is taken, and served under its key', async () => {
    expect((await put(Buffer.from('bytes'))).status).toBe(200)
    const served = await fetch(`${origin}/files/${key}`)
    expect([served.headers.get('content-type'), await served.text()]).toEqual([
      'image/png',
      'bytes',
    ])
  })

  it('is taken as a form', async () => {
    expect((await post('12345')).status).toBe(204)
    expect(await kept()).toBe('12345')
  })

  it('is asked for each time until somebody looked at it, and kept for good from then on', async () => {
    const { sent, complete, address } = await announce()
    await sent()
    const told = async (known?: string) => {
      const asked = known === undefined ? {} : { 'if-none-match': known }
      const { status, headers } = await fetch(address, { headers: asked })
      return [status, headers.get('cache-control'), headers.get('etag')] as const
    }
    const [, , etag] = await told()
    const known = etag ?? ''
    expect([await told(), await told(known)]).toEqual([
      [200, 'no-cache', known],
      [304, 'no-cache', known],
    ])
    await complete()
    const immutable = 'public, max-age=31536000, immutable'
    expect([await told(), await told(known)]).toEqual([
      [200, immutable, known],
      [304, immutable, known],
    ])
  })

  it('may come from any page', async () => {
    const { url } = await api.storage.presignPut(key, terms)
    const asked = await fetch(here(url), {
      method: 'OPTIONS',
      headers: {
        origin: 'https://anywhere.example',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    })
    expect(asked.headers.get('access-control-allow-origin')).toBe('https://anywhere.example')
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(asked.headers.get('access-control-allow-headers')).toContain('content-type')
  })
})

describe('what was not promised is refused, and nothing kept', () => {
  it.each([
    ['another type', () => put(Buffer.from('x'), 'text/html'), 403, 'SignatureDoesNotMatch'],
    ['too much', () => put(Buffer.alloc(25 * 1024 * 1024 + 1)), 400, 'EntityTooLarge'],
    ['a form with too much', () => post('123456'), 400, 'EntityTooLarge'],
    ['a form with too little', () => post('1'), 400, 'EntityTooSmall'],
    [
      'a form for another key',
      () => post('123', (it) => ({ ...it, key: 'stores/s2/media/a.png' })),
      403,
      'AccessDenied',
    ],
    [
      'a form of another type',
      () => post('123', (it) => ({ ...it, 'Content-Type': 'text/html' })),
      403,
      'AccessDenied',
    ],
    [
      'a form without a signature',
      () => post('123', ({ key: only = '' }) => ({ key: only })),
      403,
      'SignatureDoesNotMatch',
    ],
  ])('%s', async (_, send, ...[status, code]) => {
    const answer = await send()
    expect([answer.status, await answer.text()]).toEqual([status, expect.stringContaining(code)])
    expect(api.storage.keys()).toEqual([])
  })

  it('one that comes late', async () => {
    const { url } = await api.storage.presignPut(key, terms)
    api.clock.advance(901_000)
    const headers = { 'content-type': 'image/png' }
    const answer = await fetch(here(url), { method: 'PUT', headers, body: 'x' })
    expect([answer.status, api.storage.keys()]).toEqual([403, []])
  })

  it('another file in the place of one that was accepted', async () => {
    const shop = await createTestShop(api)
    const headers = shop.apiKey
    const asked = await send(api, 'POST /api/v1/admin/media/upload', {
      headers,
      body: { filename: 'a.png', contentType: 'image/png' },
    })
    const { mediaId, uploadUrl } = asked.body
    const sent = async (body: Uint8Array<ArrayBuffer>) =>
      fetch(here(uploadUrl), { method: 'PUT', headers: { 'content-type': 'image/png' }, body })
    expect((await sent(Buffer.from('not yet a picture'))).status).toBe(200)
    expect((await sent(Buffer.from(testFiles.png))).status).toBe(200)
    const { productId } = await addGoods(api, shop)
    const attach = { headers, body: { mediaId } }
    const attached = await send(api, `POST /api/v1/admin/products/${productId}/media`, attach)
    expect(attached.status).toBe(201)
    const late = await sent(Buffer.from('<script>'))
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('AccessDenied')])
    const served = await fetch(here(attached.body.fileUrl))
    expect(Buffer.from(await served.arrayBuffer()).equals(testFiles.png)).toBe(true)
  })

  it('another form in the place of one that was accepted', async () => {
    const { sent, complete } = await announce()
    expect((await sent()).status).toBe(204)
    expect((await complete()).status).toBe(200)
    const late = await sent()
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('AccessDenied')])
  })

  it('what is no form at all', async () => {
    const answer = await fetch(`${origin}/files/signed`, { method: 'POST', body: 'x' })
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('MalformedPOSTRequest'),
    ])
  })

  it('one that breaks off', async () => {
    const { url } = await api.storage.presignPut(key, terms)
    const { pathname, search, port } = new URL(here(url))
    const socket = connect(Number(port), '127.0.0.1')
    const head = ['host: x', 'content-type: image/png', 'content-length: 100', 'connection: close']
    socket.write(`PUT ${pathname}${search} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\nhalf`)
    socket.end()
    await text(socket)
    expect(api.storage.keys()).toEqual([])
    expect((await put(Buffer.from('whole'))).status).toBe(200)
    expect(await kept()).toBe('whole')
  })
})

it('a storage that is down is told from an upload that is refused', async () => {
  api.storage.failNext()
  const answer = await put(Buffer.from('x'))
  expect([answer.status, await answer.text()]).toEqual([
    503,
    expect.stringContaining('ServiceUnavailable'),
  ])
})
