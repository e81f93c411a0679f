import { afterAll, describe, expect, it } from 'vitest'

import { createTestApi } from '../testing/test-api.ts'
import { createTestShop } from '../testing/test-shop.ts'

const api = await createTestApi()
const shop = await createTestShop(api)
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
