import { afterAll, describe, expect, it } from 'vitest'

import { openProbes, runs } from '../../testing/dialect-probes.ts'

const opened = await openProbes()
afterAll(() => opened[Symbol.asyncDispose]())
const { shop, embed, secret, send, faces, failWith } = opened

describe('a success', () => {
  it.each(Object.entries(faces))('is its output as it is: %s', async (_, { route, headers }) => {
    const { status, body } = await send(route, { headers, body: {} })
    expect([status, body]).toEqual([200, { by: expect.any(String), meta: { count: 1 } }])
  })

  it('of nothing is 204 without a body, also when it is repeated', async () => {
    const headers = { ...shop.apiKey, 'idempotency-key': 'gone' }
    const before = runs.count
    for (const replayed of [undefined, 'true']) {
      const gone = await send('DELETE /api/v1/media/probe/x?force=true', { headers })
      expect([gone.status, gone.body, gone.headers['content-type']]).toEqual([204, null, undefined])
      expect(gone.headers['idempotent-replayed']).toBe(replayed)
    }
    expect(runs.count - before).toBe(1)
  })
})

describe('the library', () => {
  it.each([
    [
      'in_use',
      409,
      { error: 'Media is in use', usedBy: [{ type: 'product', id: 'p', name: 'B' }] },
    ],
    ['not_found', 404, { error: expect.any(String) }],
    ['quota_exceeded', 413, { error: expect.any(String) }],
    ['too_many_files', 400, { error: expect.any(String) }],
    ['remote_fetch_failed', 502, { error: expect.stringContaining('fetched') }],
    ['unsupported_media_type', 415, { error: expect.any(String) }],
  ] as const)('tells %s', async (code, status, body) => {
    const details = 'usedBy' in body ? { usedBy: body.usedBy } : undefined
    expect(await failWith(faces.library, code, details)).toMatchObject({ status, body })
  })

  it('says which field is wrong', async () => {
    const { route, headers } = faces.library
    const { status, body } = await send(route, { headers, body: { name: 'too long', x: 1 } })
    expect([status, body]).toEqual([
      400,
      {
        error: expect.any(String),
        details: [
          { path: ['name'], message: expect.any(String) },
          { path: [], message: expect.any(String) },
        ],
      },
    ])
  })

  it('never refers to what its answers do not have', async () => {
    for (const code of [
      'insufficient_scope',
      'upload_rejected',
      'remote_fetch_failed',
      'in_use',
      'internal_error',
      'validation_failed',
    ] as const) {
      const { body } = await failWith(faces.library, code)
      expect(body.error).not.toMatch(/details|meta|issues/)
    }
  })
})

describe('the partner uploads', () => {
  it.each([
    ['not_found', 404, { code: 'not_found' }],
    ['upload_incomplete', 409, { code: 'upload_incomplete' }],
    ['upload_rejected', 409, { code: 'upload_rejected' }],
    ['quota_exceeded', 413, { code: 'quota_exceeded' }],
  ] as const)('tell %s', async (code, status, error) => {
    expect(await failWith(faces.partner, code)).toMatchObject({ status, body: { error } })
  })

  it('tell a body that is wrong', async () => {
    const { route, headers } = faces.partner
    const { status, body } = await send(route, { headers, body: { x: 1 } })
    expect(status).toBe(400)
    expect(body).toEqual({
      error: {
        code: 'invalid_body',
        message: expect.any(String),
        issues: [{ path: [], message: expect.any(String) }],
      },
    })
  })

  it.each([
    ['nothing', {}, 'missing_or_malformed_authorization'],
    ['another scheme', { authorization: 'Basic abc' }, 'missing_or_malformed_authorization'],
    ['a key with a wrong checksum', { authorization: `Bearer ${secret}0` }, 'invalid_key'],
    ['an unknown key', { authorization: 'Bearer sft_x' }, 'invalid_key'],
  ])('tell %s for a credential', async (_, headers, code) => {
    const { status, body } = await send(faces.partner.route, { headers, body: {} })
    expect([status, body.error.code]).toEqual([401, code])
  })

  it('tell the scope a key lacks, and the role a member has not', async () => {
    for (const headers of [await shop.keyWith(['products:read']), await shop.member('viewer')]) {
      const { status, body } = await send(faces.partner.route, { headers, body: {} })
      expect([status, body.error.code]).toEqual([403, 'insufficient_scope'])
      expect(body.error.required).toBe('media:write')
    }
  })
})

describe('the embed sessions', () => {
  it.each([
    ['nothing', {}, 'missing_authorization'],
    ['an unknown key', { authorization: 'Bearer sk_live_x' }, 'invalid_credentials'],
    ['the token of a session', embed.headers, 'invalid_credentials'],
  ])('tell a server that sends %s', async (_, headers, code) => {
    const { status, body } = await send(faces.embedKey.route, { headers, body: {} })
    expect([status, body.error.code]).toEqual([401, code])
  })

  it.each([
    ['embedKey', 'template_not_found', 404, 'template_not_found'],
    ['embedKey', 'refresh_failed', 401, 'refresh_failed'],
    ['embedForm', 'wrong_mode', 403, 'wrong_mode'],
    ['embedForm', 'permission_denied', 403, 'permission_denied'],
    ['embedForm', 'missing_file', 400, 'missing_file'],
    ['embedForm', 'invalid_multipart', 400, 'invalid_multipart'],
    ['embedForm', 'payload_too_large', 413, 'file_too_large'],
    ['embedForm', 'unsupported_media_type', 415, 'invalid_type'],
    ['embedForm', 'rate_limited', 429, 'rate_limited'],
  ] as const)('tell, for %s, %s', async (face, code, ...[status, told]) => {
    expect(await failWith(faces[face], code)).toMatchObject({
      status,
      body: { error: { code: told, message: expect.any(String) } },
    })
  })

  it.each([
    ['embedKey', 422],
    ['embedForm', 400],
  ] as const)('tell, for %s, what is wrong by field', async (face, status) => {
    const { route, headers } = faces[face]
    const answered = await send(route, { headers, body: { name: 'too long', x: 1 } })
    expect([answered.status, answered.body]).toEqual([
      status,
      {
        error: {
          code: 'invalid_request',
          message: expect.any(String),
          issues: { formErrors: [expect.any(String)], fieldErrors: { name: [expect.any(String)] } },
        },
      },
    ])
  })

  it('tell what a form found wrong with its fields', async () => {
    const issues = { formErrors: [], fieldErrors: { motif: ['Required'] } }
    const { body } = await failWith(faces.embedForm, 'invalid_input_data', issues)
    expect(body.error).toMatchObject({ code: 'invalid_input_data', issues })
  })

  it('tell a key without the permission', async () => {
    const headers = await shop.keyWith(['media:write'])
    const { status, body } = await send(faces.embedKey.route, { headers, body: {} })
    expect([status, body.error.code]).toEqual([403, 'forbidden'])
  })
})

describe('the trade items', () => {
  it.each([
    ['not_found', 404, { code: 'NOT_FOUND', details: null }],
    ['missing_file', 422, { code: 'VALIDATION_ERROR', details: [{ field: 'image' }] }],
    ['payload_too_large', 413, { code: 'VALIDATION_ERROR', details: [{ field: 'image' }] }],
    ['unsupported_media_type', 415, { code: 'VALIDATION_ERROR', details: [{ field: 'image' }] }],
    ['quota_exceeded', 413, { code: 'QUOTA_EXCEEDED', details: [{ field: 'image' }] }],
    ['invalid_multipart', 400, { code: 'BAD_REQUEST', details: null }],
    ['unavailable', 503, { code: 'INTERNAL_ERROR', details: null }],
  ] as const)('tell %s', async (code, status, error) => {
    expect(await failWith(faces.tradeItems, code)).toMatchObject({
      status,
      body: { error: { ...error, status, message: expect.any(String) } },
    })
  })

  it('tell a field that is wrong', async () => {
    const { route, headers } = faces.tradeItems
    const { status, body } = await send(route, { headers, body: { name: 'too long' } })
    expect([status, body.error]).toEqual([
      422,
      {
        code: 'VALIDATION_ERROR',
        message: expect.any(String),
        status: 422,
        details: [{ field: 'name', message: expect.any(String) }],
      },
    ])
  })

  it.each([
    ['nothing', {}],
    ['the key as a bearer', shop.apiKey],
    ['an operator', shop.operator],
    ['a key with a wrong checksum', { 'x-api-key': `${secret}0` }],
  ])('refuse %s', async (_, headers) => {
    const { status, body } = await send(faces.tradeItems.route, { headers, body: {} })
    expect([status, body.error.code, body.error.status]).toEqual([401, 'UNAUTHORIZED', 401])
  })
})
