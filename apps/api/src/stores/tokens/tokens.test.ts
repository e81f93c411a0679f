import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
const [shop, other] = [await createTestShop(api), await createTestShop(api)]
afterAll(() => api[Symbol.asyncDispose]())

type Headers = Readonly<Record<string, string>>
const PATH = '/api/v1/admin/store/storefront-tokens'

const create = (body: unknown, headers: Headers = shop.operator) =>
  send(api, `POST ${PATH}`, { headers, body })
const rotate = (id: string, body: unknown = {}, headers: Headers = shop.operator) =>
  send(api, `POST ${PATH}/${id}/rotate`, { headers, body })
const revoke = (id: string, headers: Headers = shop.operator) =>
  send(api, `POST ${PATH}/${id}/revoke`, { headers, body: {} })
const list = async (headers: Headers = shop.operator) =>
  (await send(api, `GET ${PATH}`, { headers })).body.data.tokens

/** Does the shop front get in with this secret? */
const knocks = async (secret: string, headers: Headers = {}) => {
  const found = await send(api, 'GET /api/v1/storefront/products', {
    headers: { 'x-storefront-token': secret, ...headers },
  })
  return found.status
}

async function newToken(body: Record<string, unknown> = {}) {
  const { data } = (await create({ name: 'Front', ...body })).body
  return { id: String(data.token.id), secret: String(data.secret) }
}

const secretRows = async () =>
  (await api.runtime.db.selectFrom('credentials').select('subjectId').execute()).length

describe('does it', () => {
  it('creates a token that opens the store for sale, and shows its secret once', async () => {
    const { status, body } = await create({ name: 'Main front' })
    const { token, secret } = body.data
    expect(status).toBe(201)
    expect(secret).toMatch(/^sft_[0-9A-Za-z]{32}_[0-9a-f]{8}$/)
    expect(token).toEqual({
      id: expect.any(String),
      name: 'Main front',
      prefix: secret.slice(0, 12),
      scopes: ['live'],
      allowedOrigins: [],
      lastUsedAt: null,
      expiresAt: null,
      revokedAt: null,
      createdAt: new Date(api.clock.now()).toISOString(),
    })
    expect(await knocks(secret)).toBe(200)
    expect(await knocks(secret, { 'x-storefront-scope': 'preview' })).toBe(403)
  })

  it('lists the tokens of the store alone, newest first, without their secrets', async () => {
    const mine = await createTestShop(api)
    const first = (await create({ name: 'One' }, mine.operator)).body.data
    api.clock.advance(1)
    const second = (await create({ name: 'Two' }, mine.operator)).body.data
    const tokens = await list(mine.operator)
    const created = tokens.filter((it: { name: string }) => ['One', 'Two'].includes(it.name))
    expect(created).toEqual([second.token, first.token])
    expect(JSON.stringify(tokens)).not.toContain(first.secret)
    expect(await list(other.operator)).toHaveLength(1)
  })

  it('holds browsers to the origins of the token', async () => {
    const { secret } = await newToken({ allowedOrigins: ['https://shop.example'] })
    expect(await knocks(secret, { origin: 'https://shop.example' })).toBe(200)
    expect(await knocks(secret, { origin: 'https://evil.example' })).toBe(403)
  })

  it('lets both secrets work during the overlap of a rotation, and only the new one after', async () => {
    const { id, secret } = await newToken()
    const { status, body } = await rotate(id)
    expect(status).toBe(201)
    expect(body.data.token).toMatchObject({ id, prefix: body.data.secret.slice(0, 12) })
    expect([await knocks(secret), await knocks(body.data.secret)]).toEqual([200, 200])
    api.clock.advance(3_600_000 - 1)
    expect(await knocks(secret)).toBe(200)
    api.clock.advance(1)
    expect([await knocks(secret), await knocks(body.data.secret)]).toEqual([401, 200])
  })

  it('ends the old secret at once when no overlap is wanted', async () => {
    const { id, secret } = await newToken()
    const { body } = await rotate(id, { overlapSeconds: 0 })
    expect([await knocks(secret), await knocks(body.data.secret)]).toEqual([401, 200])
  })

  it('never lengthens the life of a secret by rotating again', async () => {
    const { id, secret } = await newToken()
    await rotate(id, { overlapSeconds: 60 })
    await rotate(id, { overlapSeconds: 604_800 })
    api.clock.advance(60_000)
    expect(await knocks(secret)).toBe(401)
  })

  it('revokes every secret from the next request on, and once is enough', async () => {
    const before = await secretRows()
    const { id, secret } = await newToken()
    const rotated = (await rotate(id)).body.data.secret
    const { status, body } = await revoke(id)
    expect([status, body.data.token.revokedAt]).toEqual([200, expect.any(String)])
    expect([await knocks(secret), await knocks(rotated)]).toEqual([401, 401])
    expect(await secretRows()).toBe(before)
    api.clock.advance(60_000)
    expect((await revoke(id)).body.data.token.revokedAt).toBe(body.data.token.revokedAt)
  })

  it('holds to what changed about a token from the next request on', async () => {
    const { id, secret } = await newToken()
    const origin = { origin: 'https://elsewhere.example' }
    expect([await knocks(secret, origin), await knocks(secret, origin)]).toEqual([200, 200])
    await api.runtime.db
      .updateTable('storefrontTokens')
      .set({ allowedOrigins: ['https://shop.example'] })
      .where('id', '=', id)
      .execute()
    expect(await knocks(secret, origin)).toBe(403)
  })

  it('repeats the answer, secret and all, to a repeated request with one key', async () => {
    const headers = { ...shop.operator, 'idempotency-key': 'one-token' }
    const first = await create({ name: 'Once' }, headers)
    const second = await create({ name: 'Once' }, headers)
    expect(second.body).toEqual(first.body)
    expect((await list()).filter((it: { name: string }) => it.name === 'Once')).toHaveLength(1)
  })
})

describe('refuses', () => {
  it.each([
    ['no name', {}],
    ['an empty name', { name: ' ' }],
    ['an over-long name', { name: 'x'.repeat(121) }],
    ['NUL in a name', { name: 'a\u0000' }],
    ['no scope at all', { name: 'a', scopes: [] }],
    ['an unknown scope', { name: 'a', scopes: ['admin'] }],
    ['an origin with a path', { name: 'a', allowedOrigins: ['https://shop.example/'] }],
    ['an unknown field', { name: 'a', secret: 'sft_mine' }],
  ])('%s, and writes nothing', async (_, body) => {
    const before = await secretRows()
    const answer = await create(body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
    expect(await secretRows()).toBe(before)
  })

  it.each([-1, 604_801, 1.5, '60', null])('an overlap of %j seconds', async (overlapSeconds) => {
    const { id } = await newToken()
    expect((await rotate(id, { overlapSeconds })).status).toBe(400)
  })

  it('to rotate or revoke a token of another store', async () => {
    const { id, secret } = await newToken()
    expect((await rotate(id, {}, other.operator)).status).toBe(404)
    expect((await revoke(id, other.operator)).status).toBe(404)
    expect(await knocks(secret)).toBe(200)
  })

  it('to give a revoked token a new secret', async () => {
    const { id } = await newToken()
    await revoke(id)
    const before = await secretRows()
    const { status, body } = await rotate(id)
    expect([status, body.error.code]).toEqual([409, 'illegal_transition'])
    expect(body.error.details).toEqual({ state: 'revoked' })
    expect(await secretRows()).toBe(before)
  })

  it('to let a key that may not read products hand out a look at drafts', async () => {
    const key = await shop.keyWith(['tokens:write'])
    const previewing = { name: 'Preview', scopes: ['live', 'preview'] }
    const { status, body } = await create(previewing, key)
    expect([status, body.error.code]).toEqual([403, 'insufficient_scope'])
    expect(body.error.details).toEqual({ required: 'products:read' })
    const { id } = await newToken(previewing)
    expect((await rotate(id, {}, key)).status).toBe(403)
    expect((await create({ name: 'Live' }, key)).status).toBe(201)
  })
})

describe('leaves nothing behind', () => {
  it('of a secret: neither in the log nor in the database', async () => {
    const { body } = await create(
      { name: 'Quiet' },
      { ...shop.operator, 'idempotency-key': 'quiet-token' },
    )
    const { db } = api.runtime
    const rows = JSON.stringify([
      await db.selectFrom('storefrontTokens').selectAll().execute(),
      await db.selectFrom('credentials').selectAll().execute(),
      await db.selectFrom('auditLog').selectAll().execute(),
      await db.selectFrom('idempotencyKeys').selectAll().execute(),
    ])
    expect(rows).not.toContain(body.data.secret)
    expect(api.log.text()).not.toContain(body.data.secret)
  })

  it('but an entry in the audit log, which names the token', async () => {
    const { id } = await newToken()
    const entry = await api.runtime.db
      .selectFrom('auditLog')
      .select(['action', 'actorKind', 'actorId'])
      .where('subjectId', '=', id)
      .executeTakeFirst()
    expect(entry).toEqual({
      action: 'admin.tokens.create',
      actorKind: 'user',
      actorId: shop.ownerId,
    })
  })
})
