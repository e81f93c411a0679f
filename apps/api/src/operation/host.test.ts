import { connect } from 'node:net'

import { afterAll, describe, expect, it, vi } from 'vitest'

import { createTestApi } from '../testing/test-api.ts'
import { testFiles } from '../testing/test-files.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const shop = await createTestShop(api)
const { port } = new URL(await api.app.listen({ port: 0, host: '127.0.0.1' }))
afterAll(() => api[Symbol.asyncDispose]())

describe('the HTTP host', () => {
  it('answers an unknown route in the house envelope', async () => {
    const response = await api.app.inject('/api/v1/nowhere')
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ success: false, error: { code: 'not_found' } })
  })

  it('takes over a sane request id and refuses another', async () => {
    const withId = (id: string) =>
      api.app.inject({ url: '/api/v1/health', headers: { 'x-request-id': id } })
    expect((await withId('order-42.a')).headers['x-request-id']).toBe('order-42.a')
    expect((await withId('x'.repeat(200))).headers['x-request-id']).not.toContain('x'.repeat(200))
  })

  it.each([
    ['cannot be decoded', '/api/v1/public/orders/%zz/tracking'],
    ['has a part longer than any id', `/api/v1/public/orders/${'x'.repeat(600)}/tracking`],
  ])('answers 404 in the house envelope to a path that %s', async (_, url) => {
    const response = await api.app.inject({ url, headers: { 'x-request-id': 'odd-path' } })
    expect([response.statusCode, response.json()]).toEqual([
      404,
      expect.objectContaining({ success: false, meta: { requestId: 'odd-path' } }),
    ])
    expect(response.headers['x-request-id']).toBe('odd-path')
  })

  it.each([
    ['what is no HTTP', 'NONSENSE\r\n\r\n', [400, 'validation_failed']],
    [
      'headers over 16 KB',
      `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}`,
      [413, 'payload_too_large'],
    ],
  ])('answers %s in the house envelope', async (_, bytes, [status, code]) => {
    const [head = '', body = ''] = (await exchange(bytes)).split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    const [, requestId] = /\r\nx-request-id: (\S+)/.exec(head) ?? []
    expect(JSON.parse(body)).toMatchObject({ error: { code }, meta: { requestId } })
  })

  it('tells browsers to load nothing, embed nothing and guess nothing, whatever it answers', async () => {
    for (const url of ['/api/v1/health', '/api/v1/nowhere', '/api/v1/admin/products']) {
      expect((await api.app.inject(url)).headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'x-content-type-options': 'nosniff',
        'strict-transport-security': expect.stringContaining('max-age=31536000'),
        'referrer-policy': 'no-referrer',
      })
    }
  })

  it('answers 413 to a body over the limit', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/api/v1/admin/products',
      headers: { ...shop.operator, 'content-type': 'application/json' },
      payload: JSON.stringify({ title: 'x'.repeat(1024 * 1024) }),
    })
    expect([response.statusCode, response.json().error.code]).toEqual([413, 'payload_too_large'])
  })

  it('answers 415 to a body of another kind', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/api/v1/admin/products',
      headers: { ...shop.operator, 'content-type': 'application/xml' },
      payload: '<product/>',
    })
    expect([response.statusCode, response.json().error.code]).toEqual([
      415,
      'unsupported_media_type',
    ])
  })

  it('answers 415 to a form where JSON is wanted, instead of taking it for nothing', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/api/v1/auth/logout',
      headers: { ...shop.operator, 'content-type': 'multipart/form-data; boundary=b' },
      payload: '--b--\r\n',
    })
    expect([response.statusCode, response.json().error.code]).toEqual([
      415,
      'unsupported_media_type',
    ])
  })

  it('is not at fault when a sender goes away in the middle', async () => {
    const put = vi.spyOn(api.storage, 'put')
    const part =
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n'
    const head = [
      'POST /api/v1/media HTTP/1.1',
      'host: api.test',
      ...Object.entries(shop.apiKey).map(([name, value]) => `${name}: ${value}`),
      'content-type: multipart/form-data; boundary=b',
      'content-length: 1000000',
    ]
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(`${head.join('\r\n')}\r\n\r\n${part}`)
    socket.write(testFiles.png)
    socket.write('\r\n--b--\r\n')
    await expect.poll(() => put.mock.calls.length).toBe(1)
    await put.mock.results[0]?.value
    expect(api.storage.keys()).toHaveLength(1)
    socket.destroy()
    await expect.poll(() => api.storage.keys()).toEqual([])
    await api.app.inject('/api/v1/health')
    expect(api.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('does not wait for senders for ever', () => {
    const { timeout, requestTimeout, headersTimeout } = api.app.server
    const minutes = [timeout, requestTimeout, headersTimeout].map((ms) => ms / 60_000)
    expect(minutes).toEqual([2, 60, 1])
  })

  it('lets any origin ask the storefront and only consoles the rest', async () => {
    const preflight = (url: string, origin: string) =>
      api.app.inject({
        method: 'OPTIONS',
        url,
        headers: { origin, 'access-control-request-method': 'GET' },
      })
    const allowed = async (url: string, origin: string) =>
      (await preflight(url, origin)).headers['access-control-allow-origin']
    expect(await allowed('/api/v1/storefront/products', 'https://shop.example')).toBe(
      'https://shop.example',
    )
    expect(await allowed('/api/v1/admin/products', 'https://console.test')).toBe(
      'https://console.test',
    )
    expect(await allowed('/api/v1/admin/products', 'https://evil.example')).toBeUndefined()
    expect(await allowed('/trpc/storefront.getStore', 'https://shop.example')).toBe(
      'https://shop.example',
    )
    const batch = '/trpc/storefront.getStore,admin.products.list?batch=1'
    expect(await allowed(batch, 'https://evil.example')).toBeUndefined()
    expect(await allowed(batch.replace(',', '%2C'), 'https://evil.example')).toBeUndefined()
  })

  it('says nothing of itself in an internal error, and logs it with the request id', async () => {
    await api.runtime.db.schema.alterTable('tax_rates').renameTo('tax_rates_hidden').execute()
    const response = await api.app.inject({
      url: '/api/v1/admin/store/tax-rates',
      headers: { ...shop.operator, 'x-request-id': 'broken-1' },
    })
    await api.runtime.db.schema.alterTable('tax_rates_hidden').renameTo('tax_rates').execute()
    expect(response.statusCode).toBe(500)
    expect(response.json().error).toEqual({
      code: 'internal_error',
      message: expect.stringContaining('requestId'),
    })
    expect(api.log.lines).toContainEqual(
      expect.objectContaining({ requestId: 'broken-1', operation: 'admin.taxRates.list' }),
    )
  })
})

/** What a server answers to these bytes, until it hangs up. */
function exchange(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8').on('data', (text) => (answer += text))
    socket.on('end', () => resolve(answer)).on('error', reject)
  })
}
