import { idInput } from '@cartwright/contract/scalars'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { buildApp } from '../app.ts'
import { send as sendTo } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { addEmbedSession } from '../testing/test-embed-session.ts'
import { allowOrigins } from '../testing/test-embed.ts'
import { createTestShop } from '../testing/test-shop.ts'
import { embedFormOperation } from './operation.ts'
import { operationsOf } from './operations.ts'
import { trpc } from './trpc.ts'

const probes = trpc.router({
  form: embedFormOperation({
    method: 'POST',
    path: '/v1/embed/form-submit/{sessionId}',
    status: 202,
    summary: 'A probe',
    input: z.strictObject({ sessionId: idInput, data: z.record(z.string(), z.unknown()) }),
    output: z.object({ productId: z.string(), storeId: z.string() }),
    errors: [],
  }).mutation(async ({ ctx }) => ({ productId: ctx.session.productId, storeId: ctx.storeId })),
})

const api = await createTestApi()
const app = await buildApp(api.runtime, operationsOf(probes))
afterAll(async () => {
  await app.close()
  await api[Symbol.asyncDispose]()
})
const PAGE = 'https://shop.example'
const [shop, listing] = [await createTestShop(api), await createTestShop(api)]
await allowOrigins(api, listing, [PAGE])
const free = await addEmbedSession(api, shop)
const held = await addEmbedSession(api, listing)

type Headers = Readonly<Record<string, string>>
const submit = (sessionId: string, headers: Headers, body: object = { data: {} }) =>
  sendTo({ ...api, app }, `POST /v1/embed/form-submit/${sessionId}`, { headers, body })

describe('an embed session', () => {
  it('is known by its token', async () => {
    const { status, body } = await submit(free.sessionId, free.headers)
    expect([status, body]).toEqual([202, { productId: free.productId, storeId: shop.storeId }])
  })

  it('is looked up in one statement', async () => {
    await submit(free.sessionId, free.headers)
    const before = api.database.statements.length
    await submit(free.sessionId, free.headers)
    const sent = api.database.statements.slice(before)
    expect(sent.filter((sql) => sql.includes('embed_sessions'))).toHaveLength(1)
  })

  it.each([
    ['nothing', {}],
    ['an API key', shop.apiKey],
    ['an operator', shop.operator],
    ['a storefront token', shop.storefront],
    ['a forged token', { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }],
  ])('is not opened by %s', async (_, headers) => {
    const { status, body } = await submit(free.sessionId, headers)
    expect([status, body.error.code]).toEqual([401, 'unauthorized'])
  })

  it('opens nothing of an operator', async () => {
    const headers = { ...free.headers, 'x-store-id': shop.storeId }
    expect((await sendTo(api, 'GET /api/v1/admin/products', { headers })).status).toBe(401)
    expect((await sendTo(api, 'GET /api/v1/auth/me', { headers })).status).toBe(401)
  })

  it('ends when it expires, and when its row says so', async () => {
    const brief = await addEmbedSession(api, shop, {
      expiresAt: new Date(api.clock.now() + 60_000),
    })
    expect((await submit(brief.sessionId, brief.headers)).status).toBe(202)
    await api.runtime.db
      .updateTable('embedSessions')
      .set({ expiresAt: new Date(api.clock.now()) })
      .where('id', '=', brief.sessionId)
      .execute()
    expect((await submit(brief.sessionId, brief.headers)).status).toBe(401)
  })

  it.each([
    ['of another session', held.sessionId],
    ['that is no id', 'nonsense'],
  ])('is not found under a path %s', async (_, sessionId) => {
    const { status, body } = await submit(sessionId, free.headers)
    expect([status, body.error.code]).toEqual([404, 'session_not_found'])
  })

  it('is found whatever the case of its id', async () => {
    expect((await submit(free.sessionId.toUpperCase(), free.headers)).status).toBe(202)
  })
})

describe('the page a form stands on', () => {
  it.each([
    ['one that is listed', PAGE, 202],
    ['our own', 'https://api.test', 202],
    ['one that is not', 'https://evil.example', 400],
    ['one that begins like it', `${PAGE}.evil.example`, 400],
    ['none', undefined, 400],
  ])('of a store that lists some: %s', async (_, origin, status) => {
    const headers = { ...held.headers, ...(origin && { origin }) }
    const answer = await submit(held.sessionId, headers)
    const code = status === 400 ? 'bad_request' : undefined
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
  })

  it('is not asked for by a store that lists none', async () => {
    expect((await submit(free.sessionId, free.headers)).status).toBe(202)
  })

  it('is judged after the token and the session, and before the body', async () => {
    const wrong = { origin: 'https://evil.example' }
    expect((await submit(held.sessionId, wrong)).status).toBe(401)
    const other = await submit(free.sessionId, { ...held.headers, ...wrong })
    expect(other.body.error.code).toBe('session_not_found')
    const body = await submit(held.sessionId, { ...held.headers, ...wrong }, { nonsense: 1 })
    expect(body.body.error.code).toBe('bad_request')
  })
})

describe('a browser', () => {
  const preflight = (url: string, origin: string) =>
    app.inject({
      method: 'OPTIONS',
      url,
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    })
  const url = `/v1/embed/form-submit/${held.sessionId}`

  it('may call a form from a page its store lists', async () => {
    for (const path of [url, `${url}/upload-image`]) {
      const { statusCode, headers } = await preflight(path, PAGE)
      expect([statusCode, headers['access-control-allow-origin']]).toEqual([204, PAGE])
      expect(headers['access-control-allow-headers']).toBe('authorization')
      expect(headers['vary']).toContain('Origin')
    }
    const { headers } = await submit(held.sessionId, { ...held.headers, origin: PAGE })
    expect(headers['access-control-allow-origin']).toBe(PAGE)
  })

  it('may read why it was refused', async () => {
    const { status, headers } = await submit(held.sessionId, { origin: PAGE })
    expect([status, headers['access-control-allow-origin']]).toEqual([401, PAGE])
  })

  it.each([
    ['a page the store does not list', url, 'https://evil.example'],
    ['a store that lists none', `/v1/embed/form-submit/${free.sessionId}`, PAGE],
    ['a session nobody knows', `/v1/embed/form-submit/${crypto.randomUUID()}`, PAGE],
    ['a session id that is none', '/v1/embed/form-submit/nonsense', PAGE],
    ['another route of embed sessions', '/v1/embed/sessions', PAGE],
    ['the trade items', '/dashboard/api/v1/trade-items/a/b/images', PAGE],
    ['the media library', '/api/v1/media', PAGE],
  ])('may not call from, or to, %s', async (_, path, origin) => {
    const { headers } = await preflight(path, origin)
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })
})
