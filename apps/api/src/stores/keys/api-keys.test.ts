import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../../testing/send.ts'
import { createTestApi } from '../../testing/test-api.ts'
import { createTestShop } from '../../testing/test-shop.ts'

const api = await createTestApi()
const [shop, other] = [await createTestShop(api), await createTestShop(api)]
afterAll(() => api[Symbol.asyncDispose]())

type Headers = Readonly<Record<string, string>>
const PATH = '/api/v1/admin/store/api-keys'

const create = (body: unknown, headers: Headers = shop.operator) =>
  send(api, `POST ${PATH}`, { headers, body })
const rotate = (id: string, body: unknown = {}, headers: Headers = shop.operator) =>
  send(api, `POST ${PATH}/${id}/rotate`, { headers, body })
const revoke = (id: string, headers: Headers = shop.operator) =>
  send(api, `POST ${PATH}/${id}/revoke`, { headers, body: {} })
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

/** Does the key get in where it takes keys:read? */
const knocks = async (secret: string) =>
  (await send(api, `GET ${PATH}`, { headers: bearer(secret) })).status

async function newKey(body: Record<string, unknown> = {}) {
  const { data } = (await create({ name: 'Robot', scopes: ['keys:read'], ...body })).body
  return { id: String(data.apiKey.id), secret: String(data.secret) }
}

const keyRows = async () =>
  (await api.runtime.db.selectFrom('apiKeys').select('id').execute()).length

describe('does it', () => {
  it('creates a key that may do what its scopes say and nothing else', async () => {
    const { status, body } = await create({ name: 'Robot', scopes: ['keys:read', 'keys:read'] })
    const { apiKey, secret } = body.data
    expect(status).toBe(201)
    expect(secret).toMatch(/^sk_live_[0-9A-Za-z]{32}_[0-9a-f]{8}$/)
    expect(apiKey).toMatchObject({ name: 'Robot', scopes: ['keys:read'], expiresAt: null })
    expect(await knocks(secret)).toBe(200)
    expect((await create({ name: 'More', scopes: ['keys:read'] }, bearer(secret))).status).toBe(403)
  })

  it('lists the keys of the store alone, without their secrets', async () => {
    const { id, secret } = await newKey()
    const mine = (await send(api, `GET ${PATH}`, { headers: shop.operator })).body.data.apiKeys
    expect(mine.map((it: { id: string }) => it.id)).toContain(id)
    expect(JSON.stringify(mine)).not.toContain(secret)
    const theirs = (await send(api, `GET ${PATH}`, { headers: other.operator })).body.data.apiKeys
    expect(theirs.map((it: { id: string }) => it.id)).not.toContain(id)
  })

  it('says when a key was last used, once that is written down', async () => {
    const { id, secret } = await newKey()
    api.clock.advance(5_000)
    await knocks(secret)
    await api.runtime.lastUsed.flush()
    const keys = (await send(api, `GET ${PATH}`, { headers: shop.operator })).body.data.apiKeys
    const used = keys.find((it: { id: string }) => it.id === id)
    expect(used.lastUsedAt).toBe(new Date(api.clock.now()).toISOString())
  })

  it('lets both secrets work during the overlap of a rotation', async () => {
    const { id, secret } = await newKey()
    const { body } = await rotate(id, { overlapSeconds: 120 })
    expect([await knocks(secret), await knocks(body.data.secret)]).toEqual([200, 200])
    api.clock.advance(120_000)
    expect([await knocks(secret), await knocks(body.data.secret)]).toEqual([401, 200])
  })

  it('ends a key when its time is over, new secret or not', async () => {
    const expiresAt = new Date(api.clock.now() + 60_000).toISOString()
    const { id, secret } = await newKey({ expiresAt })
    const { body } = await rotate(id)
    expect(body.data.apiKey.expiresAt).toBe(expiresAt)
    api.clock.advance(60_000)
    expect([await knocks(secret), await knocks(body.data.secret)]).toEqual([401, 401])
    const again = await rotate(id)
    expect([again.status, again.body.error.details]).toEqual([409, { state: 'expired' }])
  })

  it('revokes a key from the next request on', async () => {
    const { id, secret } = await newKey()
    expect((await revoke(id)).status).toBe(200)
    expect(await knocks(secret)).toBe(401)
    expect((await rotate(id)).body.error.details).toEqual({ state: 'revoked' })
  })

  it('lets a key that may, revoke itself', async () => {
    const { id, secret } = await newKey({ scopes: ['keys:write'] })
    expect((await revoke(id, bearer(secret))).status).toBe(200)
    expect((await revoke(id, bearer(secret))).status).toBe(401)
  })
})

describe('refuses', () => {
  it.each([
    ['no scopes', { name: 'a' }],
    ['no scope at all', { name: 'a', scopes: [] }],
    ['a scope that is no permission', { name: 'a', scopes: ['everything'] }],
    ['a time that is none', { name: 'a', scopes: ['keys:read'], expiresAt: 'tomorrow' }],
    ['a time of the past', { name: 'a', scopes: ['keys:read'], expiresAt: '2020-01-01T00:00:00Z' }],
    ['a name with NUL', { name: '\u0000', scopes: ['keys:read'] }],
  ])('%s, and writes nothing', async (_, body) => {
    const before = await keyRows()
    const answer = await create(body)
    expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
    expect(await keyRows()).toBe(before)
  })

  it('to let an admin hand out what only the owner may', async () => {
    const before = await keyRows()
    const admin = await shop.member('admin')
    const { status, body } = await create({ name: 'a', scopes: ['payments:write'] }, admin)
    expect([status, body.error.code]).toEqual([403, 'forbidden'])
    expect(body.error.details).toEqual({ required: 'payments:write' })
    expect(await keyRows()).toBe(before)
  })

  it('to let a key grant more than it has, by creating a key or by taking one over', async () => {
    const key = await shop.keyWith(['keys:write', 'orders:read'])
    const wider = { name: 'a', scopes: ['orders:read', 'orders:write'] }
    const created = await create(wider, key)
    expect([created.status, created.body.error.code]).toEqual([403, 'insufficient_scope'])
    expect(created.body.error.details).toEqual({ required: 'orders:write' })
    const { id } = await newKey({ scopes: ['orders:write'] })
    expect((await rotate(id, {}, key)).status).toBe(403)
    expect((await create({ name: 'a', scopes: ['orders:read'] }, key)).status).toBe(201)
  })

  it('to touch a key of another store', async () => {
    const { id, secret } = await newKey()
    expect((await rotate(id, {}, other.operator)).status).toBe(404)
    expect((await revoke(id, other.operator)).status).toBe(404)
    expect(await knocks(secret)).toBe(200)
  })

  it('neither of two parallel rotations: both new secrets work', async () => {
    const { id } = await newKey()
    const answers = await Promise.all([rotate(id), rotate(id)])
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    for (const { body } of answers) expect(await knocks(body.data.secret)).toBe(200)
  })
})

describe('leaves nothing behind', () => {
  it('of a secret in the log or the database', async () => {
    const { secret } = await newKey()
    const rows = await api.runtime.db.selectFrom('apiKeys').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(api.log.text()).not.toContain(secret)
  })
})
