import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { restOnlyRouter } from '../rest-only.ts'
import { type AppRouter, appRouter } from '../router.ts'
import { send } from '../testing/send.ts'
import { createTestApi } from '../testing/test-api.ts'
import { createTestShop, type TestShop } from '../testing/test-shop.ts'
import { exampleInput } from './every-operation-input.ts'
import { errorCodesOf } from './openapi/error-responses.ts'
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
  const hasBody = operation.meta.method !== 'GET' && operation.meta.method !== 'DELETE'
  return send(api, `${operation.meta.method} ${path}` as `GET /${string}`, {
    headers,
    ...(hasBody && { body }),
  })
}

function credentials(operation: Operation, of: TestShop) {
  return operation.meta.caller === 'storefront' ? of.storefront : of.operator
}

describe('every operation that needs a credential', () => {
  it.each(ofCaller('account', 'operator', 'storefront', 'internal'))(
    '%s answers 401 without one',
    async (_, operation) => {
      const { status, body } = await request(operation, {})
      expect([status, body.error.code]).toEqual([401, 'unauthorized'])
    },
  )

  it.each(ofCaller('account', 'operator'))(
    '%s answers 401 to a forged one',
    async (_, operation) => {
      const forged = {
        authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.',
        'x-store-id': shop.storeId,
      }
      const { status } = await request(operation, forged)
      expect(status).toBe(401)
    },
  )
})

describe('every operation with a permission', () => {
  const permitted = ofCaller('operator').filter(([, { meta }]) => meta.permission !== undefined)

  it('is every operator operation', () => {
    expect(permitted).toHaveLength(ofCaller('operator').length)
  })

  it.each(permitted)('%s answers 403 to a key without it', async (_, operation) => {
    const others = ['marketing:read', 'reviews:read'].filter(
      (it) => it !== operation.meta.permission,
    )
    const { status, body } = await request(operation, await shop.keyWith(others))
    expect([status, body.error.code]).toEqual([403, 'insufficient_scope'])
    expect(body.error.details.required).toBe(operation.meta.permission)
  })

  const writes = permitted.filter(([, { meta }]) => meta.permission?.endsWith(':write'))
  it.each(writes)('%s answers 403 to a viewer', async (_, operation) => {
    const { status, body } = await request(operation, await viewer())
    expect([status, body.error.code]).toEqual([403, 'forbidden'])
  })

  let viewerHeaders: Promise<Readonly<Record<string, string>>> | undefined
  function viewer() {
    viewerHeaders ??= shop.member('viewer')
    return viewerHeaders
  }
})

describe('every operation that names something by id', () => {
  const naming = ofCaller('operator', 'storefront', 'link').filter(([, { meta }]) =>
    meta.path.includes('{'),
  )

  it.each(naming)('%s answers 404 for what this store does not have', async (_, operation) => {
    const { status, body } = await request(operation, credentials(operation, shop))
    expect([status, body.error?.code]).toEqual([404, 'not_found'])
  })
})

describe('every operator operation', () => {
  it.each(ofCaller('operator'))(
    '%s answers 404 for a store one is no member of',
    async (_, operation) => {
      const { status, body } = await request(operation, {
        ...shop.operator,
        'x-store-id': otherShop.storeId,
      })
      expect([status, body.error.code]).toEqual([404, 'not_found'])
    },
  )
})

describe('every operation that takes JSON', () => {
  const writing = operations
    .filter(({ meta }) => meta.body === 'json' && meta.method !== 'GET' && meta.method !== 'DELETE')
    .filter(({ meta }) => meta.caller !== 'internal')
    .map((it) => [it.id, it] as const)
  const headers = (operation: Operation) => ({ ...shop.operator, ...credentials(operation, shop) })

  it.each(writing)('%s refuses broken JSON', async (_, operation) => {
    const response = await api.app.inject({
      method: operation.meta.method,
      url: exampleInput(operation).path,
      headers: { ...headers(operation), 'content-type': 'application/json' },
      payload: '{"title": ',
    })
    expect([response.statusCode, response.json().error.code]).toEqual([400, 'invalid_json'])
  })

  it.each(writing)('%s refuses a field it does not know', async (_, operation) => {
    const { path, body } = exampleInput(operation)
    const { status, body: answer } = await send(
      api,
      `${operation.meta.method} ${path}` as `POST /${string}`,
      { headers: headers(operation), body: { ...body, noSuchField: 1 } },
    )
    expect([status, answer.error.code]).toEqual([400, 'validation_failed'])
  })

  it.each(writing)('%s refuses a body that is not an object', async (_, operation) => {
    const { path } = exampleInput(operation)
    const { status, body } = await send(
      api,
      `${operation.meta.method} ${path}` as `POST /${string}`,
      { headers: headers(operation), body: [1] },
    )
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
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
    const headers = { ...shop.operator, ...credentials(operation, shop) }
    const rest = await request(operation, headers)
    const trpc = await api.app.inject({ method: 'GET', url: `/trpc/${id}?input=%7B%7D`, headers })
    const { meta = {}, ...data } = trpc.json().result.data as Record<string, unknown>
    expect(settled({ data, meta })).toEqual(settled({ data: rest.body.data, meta: rest.body.meta }))
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
      expect(described.responses[String(meta.status)].content).toBeTruthy()
      const told = JSON.stringify(described.responses)
      for (const code of errorCodesOf(meta)) expect(told).toContain(`\`${code}\``)
    },
  )
})

/** What may differ between two requests a moment apart. */
function settled(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (key === 'uptimeSeconds' ? 0 : inner)),
  )
}
