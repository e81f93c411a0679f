import { errorCatalogue, type ErrorCode } from '@cartwright/contract/errors'
import { idInput } from '@cartwright/contract/scalars'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { buildApp } from '../app.ts'
import { multipartBody } from '../testing/multipart.ts'
import { type SentRequest, send as sendTo } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { addEmbedSession } from '../testing/test-embed-session.ts'
import { createTestShop } from '../testing/test-shop.ts'
import {
  embedFormOperation,
  embedFormUpload,
  embedKeyOperation,
  libraryOperation,
  libraryUpload,
  partnerOperation,
  tradeItemOperation,
  tradeItemUpload,
} from './operation.ts'
import { operationsOf } from './operations.ts'
import { trpc } from './trpc.ts'

const codes = Object.keys(errorCatalogue) as ErrorCode[]
const failing = z.strictObject({
  fail: z.enum(codes).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  name: z.string().max(5).optional(),
})
const ofSession = failing.extend({ sessionId: idInput })
const output = z.object({ by: z.string(), meta: z.object({ count: z.int() }) })
const shared = { method: 'POST', status: 200, summary: 'A probe', output, errors: codes } as const
const write = { ...shared, permission: 'media:write' } as const
const file = z.string().optional().meta({ format: 'binary' })

interface Failing {
  readonly ctx: { readonly fail: (code: ErrorCode, details?: Record<string, unknown>) => never }
  readonly input: z.output<typeof failing>
}

function answer({ ctx, input }: Failing) {
  if (input.fail !== undefined) ctx.fail(input.fail, input.details)
  return { by: input.name ?? 'nobody', meta: { count: 1 } }
}

async function readForm(files: AsyncIterable<{ stream: NodeJS.ReadableStream }> | undefined) {
  let count = 0
  for await (const { stream } of files ?? []) {
    stream.resume()
    count += 1
  }
  return { by: 'form', meta: { count } }
}

const limits = { fileSizeBytes: 1_000, files: 2 }
const urls = z.strictObject({ urls: z.array(z.string()).min(1) })
let runs = 0

const probes = trpc.router({
  library: libraryOperation({ ...write, path: '/api/v1/media/probe', input: failing }).mutation(
    async (call) => answer(call),
  ),
  gone: libraryOperation({
    ...write,
    method: 'DELETE',
    path: '/api/v1/media/probe/{mediaId}',
    status: 204,
    input: z.strictObject({ mediaId: idInput, force: z.boolean().optional() }),
    output: z.void(),
  }).mutation(async () => {
    runs += 1
  }),
  mixed: libraryUpload({
    ...write,
    path: '/api/v1/media/mixed',
    input: z.strictObject({ file }),
    json: urls,
  }).staged(async ({ ctx }) => {
    runs += 1
    const asked = ctx.body?.json?.(urls) ?? null
    if (asked === null) return readForm(ctx.body?.files(limits))
    return { by: 'json', meta: { count: asked.urls.length } }
  }),
  partner: partnerOperation({ ...write, path: '/api/v1/admin/probe', input: failing }).mutation(
    async (call) => answer(call),
  ),
  embedKey: embedKeyOperation({
    ...shared,
    permission: 'embed:write',
    path: '/v1/embed/probe',
    input: failing,
  }).mutation(async (call) => answer(call)),
  embedForm: embedFormOperation({
    ...shared,
    path: '/v1/embed/form-submit/{sessionId}',
    input: ofSession,
  }).mutation(async ({ ctx, input }) => ({ ...answer({ ctx, input }), by: ctx.session.productId })),
  embedUpload: embedFormUpload({
    ...shared,
    path: '/v1/embed/form-submit/{sessionId}/upload-image',
    input: z.strictObject({ sessionId: idInput, file }),
  }).staged(async ({ ctx }) => readForm(ctx.body?.files(limits))),
  tradeItem: tradeItemOperation({
    ...write,
    path: '/dashboard/api/v1/trade-items/probe',
    input: failing,
  }).mutation(async (call) => answer(call)),
  tradeUpload: tradeItemUpload({
    ...write,
    path: '/dashboard/api/v1/trade-items/upload',
    input: z.strictObject({ image: file }),
  }).staged(async ({ ctx }) => readForm(ctx.body?.files(limits))),
})

const api = await createTestApi()
const app = await buildApp(api.runtime, operationsOf(probes))
afterAll(async () => {
  await app.close()
  await api[Symbol.asyncDispose]()
})
const shop = await createTestShop(api)
const secret = shop.apiKey['authorization']?.slice('Bearer '.length) ?? ''
const xApiKey = { 'x-api-key': secret }
const embed = await addEmbedSession(api, shop)
const form = `/v1/embed/form-submit/${embed.sessionId}` as const

const send = (route: Parameters<typeof sendTo>[1], request: SentRequest = {}) =>
  sendTo({ ...api, app }, route, request)

interface Face {
  readonly route: Parameters<typeof sendTo>[1]
  readonly headers: Readonly<Record<string, string>>
}

const faces = {
  library: { route: 'POST /api/v1/media/probe', headers: shop.apiKey },
  partner: { route: 'POST /api/v1/admin/probe', headers: shop.apiKey },
  embedKey: { route: 'POST /v1/embed/probe', headers: shop.apiKey },
  embedForm: { route: `POST ${form}`, headers: embed.headers },
  tradeItems: { route: 'POST /dashboard/api/v1/trade-items/probe', headers: xApiKey },
} satisfies Record<string, Face>

function failWith(face: Face, fail: ErrorCode, details?: Record<string, unknown>) {
  const { route, headers } = face
  return send(route, { headers, body: { fail, ...(details && { details }) } })
}

describe('a success', () => {
  it.each(Object.entries(faces))('is its output as it is: %s', async (_, { route, headers }) => {
    const { status, body } = await send(route, { headers, body: {} })
    expect([status, body]).toEqual([200, { by: expect.any(String), meta: { count: 1 } }])
  })

  it('of nothing is 204 without a body, also when it is repeated', async () => {
    const headers = { ...shop.apiKey, 'idempotency-key': 'gone' }
    const before = runs
    for (const replayed of [undefined, 'true']) {
      const gone = await send('DELETE /api/v1/media/probe/x?force=true', { headers })
      expect([gone.status, gone.body, gone.headers['content-type']]).toEqual([204, null, undefined])
      expect(gone.headers['idempotent-replayed']).toBe(replayed)
    }
    expect(runs - before).toBe(1)
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
  ] as const)('tell, for %s, %s', async (face, code, status, told) => {
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

describe('the limits of trade items', () => {
  const described = {
    'ratelimit-policy': expect.stringMatching(/^\d+;w=60, \d+;w=86400$/),
    'ratelimit-limit': expect.stringMatching(/^\d+$/),
    'ratelimit-remaining': expect.stringMatching(/^\d+$/),
    'ratelimit-reset': expect.stringMatching(/^\d+$/),
    'x-ratelimit-limit': expect.stringMatching(/^\d+$/),
    'x-ratelimit-remaining': expect.stringMatching(/^\d+$/),
    'x-ratelimit-reset': expect.stringMatching(/^\d{10}$/),
  }
  const { route } = faces.tradeItems
  const url = '/dashboard/api/v1/trade-items/probe'
  const json = { ...xApiKey, 'content-type': 'application/json' }

  it.each([
    ['a success', { headers: xApiKey, body: {} }],
    ['no key', { body: {} }],
    ['a failure', { headers: xApiKey, body: { fail: 'not_found' } }],
    ['a body that is refused unread', { headers: json, body: Buffer.alloc(2_000_000) }],
  ])('are told with %s', async (_, request) => {
    expect((await send(route, request)).headers).toMatchObject(described)
  })

  it('describe the window with the least left, and end it in seconds and at a time', async () => {
    const strict = await createTestApi({ rateLimitScale: 1 })
    const own = await buildApp(strict.runtime, operationsOf(probes))
    try {
      const other = await createTestShop(strict)
      const key = { 'x-api-key': other.apiKey['authorization']?.slice(7) ?? '' }
      const ask = () => own.inject({ method: 'POST', url, headers: key, payload: {} })
      const first = await ask()
      expect(first.headers).toMatchObject({
        'ratelimit-policy': '300;w=60, 10000;w=86400',
        'ratelimit-limit': '300',
        'ratelimit-remaining': '299',
        'x-ratelimit-remaining': '299',
      })
      const inSeconds = Number(first.headers['ratelimit-reset'])
      expect(inSeconds).toBeGreaterThan(0)
      expect(inSeconds).toBeLessThanOrEqual(60)
      expect(Number(first.headers['x-ratelimit-reset'])).toBe(
        Math.ceil(strict.clock.now() / 1000) + inSeconds,
      )
      for (let sent = 1; sent < 300; sent += 1) await ask()
      const over = await ask()
      const { retry_after_seconds: retryAfter, ...error } = over.json().error
      expect([over.statusCode, error.code, error.details]).toEqual([429, 'RATE_LIMITED', null])
      expect(over.headers['retry-after']).toBe(String(retryAfter))
      expect(over.headers['ratelimit-remaining']).toBe('0')
    } finally {
      await own.close()
      await strict[Symbol.asyncDispose]()
    }
  })
})

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
    expect([tooLarge, otherType, broken].map((it) => it.statusCode)).toEqual([413, 415, 400])
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
    ['/v1/embed/form-submit/a/b/c', { error: { code: 'session_not_found' } }],
  ])('is told in the dialect of its neighbours when no route is found: %s', async (url, body) => {
    const response = await app.inject({ method: 'DELETE', url })
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject(body)
  })
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

describe('a body that is a form or JSON', () => {
  const route = 'POST /api/v1/media/mixed'
  const pictures = ['a', 'b'].map((name) => ({
    name: 'file',
    value: `the bytes of ${name}`,
    filename: `${name}.png`,
    type: 'image/png',
  }))

  it('is taken as what its Content-Type says', async () => {
    const { headers, body } = multipartBody(pictures)
    const files = await send(route, { headers: { ...shop.apiKey, ...headers }, body })
    expect(files.body).toEqual({ by: 'form', meta: { count: 2 } })
    const json = await send(route, { headers: shop.apiKey, body: { urls: ['a', 'b', 'c'] } })
    expect(json.body).toEqual({ by: 'json', meta: { count: 3 } })
  })

  it.each([
    ['JSON of another form', 400, { headers: shop.apiKey, body: { urls: [] } }],
    [
      'another type',
      415,
      { headers: { ...shop.apiKey, 'content-type': 'image/png' }, body: Buffer.from('x') },
    ],
    ['nothing', 415, { headers: shop.apiKey }],
    [
      'a form without a boundary',
      400,
      {
        headers: { ...shop.apiKey, 'content-type': 'multipart/form-data' },
        body: Buffer.from('x'),
      },
    ],
  ])('is refused when it is %s', async (_, status, request) => {
    const refusal = await send(route, request)
    expect([refusal.status, refusal.body]).toEqual([
      status,
      expect.objectContaining({ error: expect.any(String) }),
    ])
  })

  it('is run once for an idempotency key, and told from others', async () => {
    const before = runs
    const sendKeyed = (key: string, body: unknown, headers = {}) =>
      send(route, { headers: { ...shop.apiKey, ...headers, 'idempotency-key': key }, body })
    const form = multipartBody(pictures)
    const other = multipartBody(pictures.slice(1))
    for (const count of [1, 1]) {
      expect((await sendKeyed('json', { urls: ['a'] })).body.meta).toEqual({ count })
      expect((await sendKeyed('form', form.body, form.headers)).body.meta).toEqual({ count: 2 })
    }
    expect(runs - before).toBe(2)
    expect((await sendKeyed('json', { urls: ['b'] })).status).toBe(422)
    expect((await sendKeyed('form', other.body, other.headers)).status).toBe(422)
  })
})
