import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { restOnlyRouter } from '../rest-only.ts'
import { type AppRouter, appRouter } from '../router.ts'
import { expectedOf, told } from '../testing/expected-refusals.ts'
import { type SentRequest, send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { addEmbedSession } from '../testing/test-embed-session.ts'
import { createTestShop, type TestShop } from '../testing/test-shop.ts'
import { exampleInput } from './every-operation-input.ts'
import { refusalsIn } from './openapi/error-responses.ts'
import { type Operation, operationsOf } from './operations.ts'

const api = await createTestApi()
const [shop, otherShop] = [await createTestShop(api), await createTestShop(api)]
let baseUrl = ''
beforeAll(async () => {
  baseUrl = await api.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => api[Symbol.asyncDispose]())

const served = operationsOf(appRouter)
const operations = [...served, ...operationsOf(restOnlyRouter)]
const ofCaller = (...callers: string[]) =>
  operations.filter(({ meta }) => callers.includes(meta.caller)).map((it) => [it.id, it] as const)

/** The operation called with ids that name nothing in the caller's store. */
function request(operation: Operation, headers: Readonly<Record<string, string>>) {
  const { path, body } = exampleInput(operation)
  return requestAt(operation, path, { headers, body })
}

function requestAt(operation: Operation, path: string, { headers, body }: Required<SentRequest>) {
  const hasBody = operation.meta.method !== 'GET' && operation.meta.method !== 'DELETE'
  return send(api, `${operation.meta.method} ${path}` as `GET /${string}`, {
    headers,
    ...(hasBody && { body }),
  })
}

const embed = await addEmbedSession(api, shop)

function credentials({ meta }: Operation, of: TestShop): Readonly<Record<string, string>> {
  if (meta.caller === 'storefront') return of.storefront
  if (meta.caller === 'x-api-key') return inOwnHeader(of.apiKey)
  return meta.caller === 'embed' ? embed.headers : of.operator
}

function inOwnHeader({ authorization = '' }: Readonly<Record<string, string>>) {
  return { 'x-api-key': authorization.slice('Bearer '.length) }
}

const operating = ['operator', 'key', 'x-api-key'] as const

describe('every operation that needs a credential', () => {
  it.each(ofCaller('account', 'storefront', 'internal', 'embed', ...operating))(
    '%s answers 401 without one',
    async (_, operation) => {
      const answer = await request(operation, {})
      expect(told(answer)).toEqual(expectedOf(operation.meta).missing)
    },
  )

  it.each(ofCaller('account', 'embed', ...operating))(
    '%s answers 401 to a forged one',
    async (_, operation) => {
      const forged = {
        authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.',
        'x-api-key': `sk_live_${'x'.repeat(32)}_00000000`,
        'x-store-id': shop.storeId,
      }
      const { status } = await request(operation, forged)
      expect(status).toBe(401)
    },
  )

  it.each(ofCaller('account', 'operator', 'key', 'storefront', 'x-api-key'))(
    '%s answers 401 to the token of an embed session',
    async (_, operation) => {
      const headers = { ...embed.headers, 'x-store-id': shop.storeId }
      expect((await request(operation, headers)).status).toBe(401)
    },
  )

  it.each(ofCaller('embed'))('%s answers 401 to a key and to an operator', async (_, operation) => {
    for (const headers of [shop.apiKey, shop.operator, inOwnHeader(shop.apiKey)]) {
      expect((await request(operation, headers)).status).toBe(401)
    }
  })
})

describe('every operation with a permission', () => {
  const permitted = ofCaller(...operating).filter(([, { meta }]) => meta.permission !== undefined)

  it('is every operation for operators and keys', () => {
    expect(permitted).toHaveLength(ofCaller(...operating).length)
  })

  it.each(permitted)('%s answers 403 to a key without it', async (_, operation) => {
    const { meta } = operation
    const others = ['marketing:read', 'reviews:read'].filter((it) => it !== meta.permission)
    const key = await shop.keyWith(others)
    const headers = meta.caller === 'x-api-key' ? inOwnHeader(key) : key
    const answer = await request(operation, headers)
    expect(told(answer)).toEqual(expectedOf(meta).scope)
  })

  it.each(ofCaller('operator'))('%s says which permission is lacking', async (_, operation) => {
    const { body } = await request(operation, await shop.keyWith([]))
    expect(body.error.details.required).toBe(operation.meta.permission)
  })

  const writes = permitted
    .filter(([, { meta }]) => meta.caller !== 'x-api-key')
    .filter(([, { meta }]) => meta.permission?.endsWith(':write'))
  it.each(writes)('%s answers 403 to a viewer', async (_, operation) => {
    const answer = await request(operation, await viewer())
    expect(told(answer)).toEqual(expectedOf(operation.meta).role)
  })

  let viewerHeaders: Promise<Readonly<Record<string, string>>> | undefined
  function viewer() {
    viewerHeaders ??= shop.member('viewer')
    return viewerHeaders
  }
})

describe('every operation that names something by id', () => {
  const naming = ofCaller('storefront', 'link', 'embed', ...operating).filter(([, { meta }]) =>
    meta.path.includes('{'),
  )

  it.each(naming)('%s answers 404 for what this store does not have', async (_, operation) => {
    const answer = await request(operation, credentials(operation, shop))
    expect(told(answer)).toEqual(expectedOf(operation.meta).unknown)
  })
})

describe('every operator operation', () => {
  it.each(ofCaller('operator', 'key'))(
    '%s answers 404 for a store one is no member of',
    async (_, operation) => {
      const answer = await request(operation, {
        ...shop.operator,
        'x-store-id': otherShop.storeId,
      })
      expect(told(answer)).toEqual(expectedOf(operation.meta).unknown)
    },
  )
})

describe('every operation that takes JSON', () => {
  const writing = operations
    .filter(({ meta }) => meta.body === 'json' && meta.method !== 'GET' && meta.method !== 'DELETE')
    .filter(({ meta }) => meta.caller !== 'internal')
    .map((it) => [it.id, it] as const)
  /** Nothing an operation could refuse before it looks at the body. */
  const target = (operation: Operation) => {
    const { path, body } = exampleInput(operation)
    const headers = { ...shop.operator, ...credentials(operation, shop) }
    if (operation.meta.caller !== 'embed') return { path, body, headers }
    return { path: operation.meta.path.replace('{sessionId}', embed.sessionId), body, headers }
  }

  it.each(writing)('%s refuses broken JSON', async (_, operation) => {
    const { path, headers } = target(operation)
    const response = await api.app.inject({
      method: operation.meta.method,
      url: path,
      headers: { ...headers, 'content-type': 'application/json' },
      payload: '{"title": ',
    })
    const answer = { status: response.statusCode, body: response.json() }
    expect(told(answer)).toEqual(expectedOf(operation.meta).brokenJson)
  })

  it.each(writing)('%s refuses a field it does not know', async (_, operation) => {
    const { path, body, headers } = target(operation)
    const answer = await requestAt(operation, path, { headers, body: { ...body, noSuchField: 1 } })
    expect(told(answer)).toEqual(expectedOf(operation.meta).invalid)
  })

  it.each(writing)('%s refuses a body that is not an object', async (_, operation) => {
    const { path, headers } = target(operation)
    const answer = await requestAt(operation, path, { headers, body: [1] })
    expect(told(answer)).toEqual(expectedOf(operation.meta).invalid)
  })
})

describe('tRPC', () => {
  const clientWith = (headers: Readonly<Record<string, string>>) =>
    createTRPCClient<AppRouter>({ links: [httpLink({ url: `${baseUrl}/trpc`, headers })] })

  it('answers a typed client over HTTP', async () => {
    const health = await clientWith({}).health.get.query({})
    expect(health.status satisfies 'ok' | 'degraded').toBe('ok')
  })

  const reads = served
    .filter(({ meta }) => meta.method === 'GET' && !meta.path.includes('{'))
    .map((it) => [it.id, it] as const)
  it.each(reads)('%s answers the same data as REST', async (id, operation) => {
    const { dialect } = operation.meta
    const headers = { ...shop.operator, ...credentials(operation, shop) }
    const rest = await request(operation, headers)
    const trpc = await api.app.inject({ method: 'GET', url: `/trpc/${id}?input=%7B%7D`, headers })
    expect(settled(rest.body)).toEqual(settled(dialect.success(trpc.json().result.data)))
  })

  it('answers an error with the same code, status and request id as REST', async () => {
    const headers = {
      ...shop.operator,
      'x-store-id': otherShop.storeId,
      'x-request-id': 'my-request',
    }
    const failure = await clientWith(headers)
      .admin.products.list.query({})
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TRPCClientError)
    expect(failure).toMatchObject({
      data: { httpStatus: 404, error: { code: 'not_found', requestId: 'my-request' } },
    })
  })

  it('answers broken JSON as such', async () => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/trpc/auth.login',
      headers: { 'content-type': 'application/json' },
      payload: '{"email": ',
    })
    const { httpStatus, error } = response.json().error.data
    expect([httpStatus, error.code]).toEqual([400, 'invalid_json'])
  })

  it('does not serve operations whose bodies are not JSON', async () => {
    for (const { id } of operationsOf(restOnlyRouter)) {
      const { statusCode } = await api.app.inject({
        method: 'POST',
        url: `/trpc/${id}`,
        payload: {},
      })
      expect([id, statusCode]).toEqual([id, 404])
    }
  })
})

describe('the OpenAPI document', () => {
  it.each(operations.map((it) => [it.id, it] as const))(
    'describes %s with its input, output and errors',
    async (id, { meta }) => {
      const document = (await api.app.inject('/openapi.json')).json()
      const described = document.paths[meta.path][meta.method.toLowerCase()]
      expect(described.operationId).toBe(id)
      expect(described.summary).toBeTruthy()
      const { content } = described.responses[String(meta.status)]
      expect(content !== undefined).toBe(meta.status !== 204)
      for (const refusal of refusalsIn(meta)) {
        const { description } = described.responses[String(refusal.status)]
        expect(description).toContain(refusal.message)
        const code = meta.dialect.failure.hasCodes ? `\`${refusal.code}\`` : ''
        expect(description).toContain(code)
      }
    },
  )
})

/** What may differ between two requests a moment apart. */
function settled(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (key === 'uptimeSeconds' ? 0 : inner)),
  )
}
