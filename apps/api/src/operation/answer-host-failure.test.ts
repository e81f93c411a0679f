import { afterAll, describe, expect, it } from 'vitest'

import { openProbes } from '../testing/dialect-probes.ts'

const opened = await openProbes()
afterAll(() => opened[Symbol.asyncDispose]())
const { app, form, faces } = opened

describe('what the HTTP server refuses', () => {
  const dialects = [
    ['library', '/api/v1/media/probe', { error: expect.any(String) }],
    ['partner', '/api/v1/admin/probe', { error: { code: expect.any(String) } }],
    ['embedKey', '/v1/embed/probe', { error: { code: expect.any(String) } }],
    ['embedForm', form, { error: { code: expect.any(String) } }],
    [
      'tradeItems',
      '/dashboard/api/v1/trade-items/probe',
      { error: { status: expect.any(Number) } },
    ],
  ] as const

  it.each(dialects)('is told in the dialect of %s', async (name, url, body) => {
    const { headers } = faces[name]
    const sendBody = (type: string, payload: string | Buffer) =>
      app.inject({ method: 'POST', url, headers: { ...headers, 'content-type': type }, payload })
    const tooLarge = await sendBody('application/json', Buffer.alloc(2_000_000))
    const otherType = await sendBody('text/plain', 'hello')
    const broken = await sendBody('application/json', '{"a": ')
    expect([tooLarge, broken].map((it) => it.statusCode)).toEqual([413, 400])
    for (const refusal of [tooLarge, otherType, broken]) {
      expect(refusal.json()).toMatchObject(body)
      expect(refusal.json()).not.toHaveProperty('success')
      expect(refusal.headers['x-request-id']).toBeTruthy()
    }
  })

  it.each([
    ['/api/v1/media/%zz', { error: expect.any(String) }],
    [`/api/v1/media/probe/${'x'.repeat(600)}`, { error: expect.any(String) }],
    ['/dashboard/api/v1/trade-items/%zz', { error: { code: 'NOT_FOUND', status: 404 } }],
    ['/dashboard/nowhere', { error: { code: 'NOT_FOUND', status: 404 } }],
    ['/v1/embed/form-submit/a/b/c', { error: { code: 'session_not_found' } }],
    ['/api/v1/media', { error: expect.any(String) }],
    ['/api/v1/admin/media/upload', { error: { code: 'not_found' } }],
    ['/api/v1/admin/products/%zz/media', { error: { code: 'not_found' } }],
    ['/api/v1/admin/products/a/media/%zz', { error: { code: 'not_found' } }],
    [`/api/v1/admin/products/a/media/${'x'.repeat(600)}`, { error: { code: 'not_found' } }],
  ])('is told in the dialect of its neighbours when no route is found: %s', async (url, body) => {
    const response = await app.inject({ method: 'DELETE', url })
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject(body)
    expect(response.json()).not.toHaveProperty('success')
  })

  it.each(['/api/v1/mediator', '/api/v1/admin/media', '/api/v1/admin/products/%zz'])(
    'is told in the house envelope elsewhere: %s',
    async (url) => {
      const response = await app.inject({ method: 'DELETE', url })
      expect([response.statusCode, response.json().success]).toEqual([404, false])
    },
  )
})

describe('who calls is asked before the body is looked at', () => {
  const uploads = [
    ['/api/v1/media/mixed'],
    [`${form}/upload-image`],
    ['/dashboard/api/v1/trade-items/upload'],
    [form],
  ]
  it.each(uploads)('%s', async (url) => {
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'application/json']) {
      const headers = { 'content-type': type }
      const { statusCode } = await app.inject({ method: 'POST', url, headers, payload: '{' })
      expect([type, statusCode]).toEqual([type, 401])
    }
  })
})

describe('a body that is no form, where one is due', () => {
  const credentials = { ...faces.tradeItems.headers, ...faces.embedForm.headers }

  it.each([
    [`${form}/upload-image`, 400, 'invalid_multipart'],
    ['/dashboard/api/v1/trade-items/upload', 415, 'VALIDATION_ERROR'],
  ])('is refused at %s', async (url, status, code) => {
    for (const type of ['application/json', 'image/png', 'of no form']) {
      const headers = { ...credentials, 'content-type': type }
      const response = await app.inject({ method: 'POST', url, headers, payload: '{}' })
      expect([type, response.statusCode, response.json().error.code]).toEqual([type, status, code])
    }
  })
})

describe('a body that is not sent as JSON, where JSON is due', () => {
  it.each([
    ['library', 415, { error: expect.any(String) }],
    ['partner', 400, { error: { code: 'invalid_body' } }],
    ['embedKey', 400, { error: { code: 'invalid_json' } }],
    ['embedForm', 400, { error: { code: 'invalid_json' } }],
    ['tradeItems', 415, { error: { code: 'VALIDATION_ERROR' } }],
  ] as const)('is told as %s publishes it', async (name, status, body) => {
    const { route, headers } = faces[name]
    const [, url = ''] = route.split(' ')
    for (const type of ['text/plain', 'multipart/form-data; boundary=x', 'of no form']) {
      const response = await app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': type },
        payload: '{}',
      })
      expect([type, response.statusCode]).toEqual([type, status])
      expect(response.json()).toMatchObject(body)
    }
  })
})
