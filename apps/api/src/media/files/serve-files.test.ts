import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createTestApi } from '../../testing/test-api.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

const text = '0123456789'
const key = 'stores/s1/media/a.png'

beforeAll(async () => {
  await api.storage.put(key, Buffer.from(text), { contentType: 'image/png' })
  await api.storage.put('stores/s1/media/a.html', Buffer.from('<b>'), { contentType: 'text/html' })
  for (const hidden of [
    'stores/s1/incoming/b.png',
    'shops/acme/secrets/b.png',
    'embed-uploads/s1/b.png',
  ]) {
    await api.storage.put(hidden, Buffer.from('x'), { contentType: 'image/png' })
  }
})

const get = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  api.app.inject({ method, url: path, headers })

describe('a stored file', () => {
  it('is served with its type, for good, to every site, and runs nothing', async () => {
    const { statusCode, headers, body } = await get(`/files/${key}`)
    expect([statusCode, body]).toEqual([200, text])
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': '10',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'accept-ranges': 'bytes',
    })
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    )
  })

  it('answers HEAD without its bytes', async () => {
    const { statusCode, headers, body } = await get(`/files/${key}`, {}, 'HEAD')
    expect([statusCode, headers['content-length'], body]).toEqual([200, '10', ''])
  })

  it('is not sent again to who has it', async () => {
    const { headers } = await get(`/files/${key}`)
    const again = await get(`/files/${key}`, { 'if-none-match': `W/"x", ${String(headers.etag)}` })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', headers.etag])
  })

  it.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=-3', 206, '789', 'bytes 7-9/10'],
    ['bytes=5-100', 206, '56789', 'bytes 5-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=4-2', 200, text, undefined],
    ['bytes=0-1,4-5', 200, text, undefined],
    ['lines=1-2', 200, text, undefined],
  ])('is served in parts: %s', async (range, ...expected) => {
    const answer = await get(`/files/${key}`, { range })
    expect([answer.statusCode, answer.body, answer.headers['content-range']]).toEqual(expected)
  })

  it('is served whole to who has a part of another one', async () => {
    const answer = await get(`/files/${key}`, { range: 'bytes=0-1', 'if-range': '"other"' })
    expect([answer.statusCode, answer.body]).toEqual([200, text])
  })

  it('of a type that is not shown is only saved', async () => {
    const { headers } = await get('/files/stores/s1/media/a.html')
    expect(headers['content-disposition']).toBe('attachment')
  })
})

describe('what each way of uploading writes', () => {
  it.each([
    'stores/s1/media/a.png.240.webp',
    'shops/acme/products/mug-1a2b3c4d.webp',
    'shops/acme/videos/mug-1a2b3c4d.mp4',
    'embed-uploads/s1/e1/a.png',
  ])('is served: %s', async (other) => {
    await api.storage.put(other, Buffer.from(text), { contentType: 'image/png' })
    expect((await get(`/files/${other}`)).body).toBe(text)
  })
})

describe('what is not public', () => {
  it.each([
    'stores/s1/media/none.png',
    'stores/s1/incoming/b.png',
    'shops/acme/secrets/b.png',
    'embed-uploads/s1/b.png',
    'stores/s1/media/../incoming/b.png',
    'stores/s1/media/%2e%2e/incoming/b.png',
    'stores/s1/media/..%2f..%2f..%2fetc%2fpasswd',
    'stores/s1/media/a.png%00',
    'stores/s1/media/',
    '',
    '/etc/passwd',
  ])('does not exist: %s', async (path) => {
    const { statusCode, headers } = await get(`/files/${path}`)
    expect([statusCode, headers['cache-control']]).toEqual([404, undefined])
  })

  it('is not mistaken for missing while storage is down', async () => {
    api.storage.failNext()
    expect((await get(`/files/${key}`)).statusCode).toBe(503)
  })
})
