import { afterAll, describe, expect, it } from 'vitest'

import { send } from '../testing/send.ts'
import { createTestApi, type TestApi } from '../testing/test-api.ts'

const api = await createTestApi()
const limited = await createTestApi({ rateLimitScale: 1 })
afterAll(async () => {
  await api[Symbol.asyncDispose]()
  await limited[Symbol.asyncDispose]()
})

const PASSWORD = 'correct horse battery'

async function signUp(email: string, on: TestApi = api) {
  const body = { email, password: PASSWORD, name: 'Ada', storeName: 'Yarn' }
  return (await send(on, 'POST /api/v1/auth/signup', { body })).body.data
}

const logIn = (email: string, password: string, on: TestApi = api) =>
  send(on, 'POST /api/v1/auth/login', { body: { email, password } })

const ada = await signUp('ada@example.com')

describe('does it', () => {
  it('answers a token of its own, the user and what the user may do', async () => {
    const { status, body } = await logIn('ada@example.com', PASSWORD)
    expect(status).toBe(200)
    expect(body.data).toMatchObject({ user: ada.user, memberships: ada.memberships })
    expect(body.data.token).not.toBe(ada.token)
    const headers = { authorization: `Bearer ${body.data.token}`, 'x-store-id': ada.store.id }
    expect((await send(api, 'GET /api/v1/auth/me', { headers })).status).toBe(200)
  })

  it('does not mind how the address is spelt', async () => {
    expect((await logIn('ADA@Example.com', PASSWORD)).status).toBe(200)
  })
})

describe('refuses', () => {
  it('a wrong password and an unknown address with the same answer', async () => {
    const wrong = await logIn('ada@example.com', 'wrong horse battery')
    const unknown = await logIn('nobody@example.com', 'wrong horse battery')
    expect([wrong.status, wrong.body.error.code]).toEqual([401, 'unauthorized'])
    expect(unknown.status).toBe(401)
    expect(unknown.body.error).toEqual(wrong.body.error)
  })

  it.each([
    ['no password', { email: 'ada@example.com' }],
    ['an empty password', { email: 'ada@example.com', password: '' }],
    ['an address that is none', { email: 'ada', password: PASSWORD }],
    ['an unknown field', { email: 'ada@example.com', password: PASSWORD, remember: true }],
  ])('%s', async (_, body) => {
    const answer = await send(api, 'POST /api/v1/auth/login', { body })
    expect([answer.status, answer.body.error.code]).toEqual([400, 'validation_failed'])
  })

  it('the sixth attempt on one account within a minute, right or wrong, and no other account', async () => {
    await signUp('eve@example.com', limited)
    for (let count = 0; count < 5; count += 1) {
      const { status, headers } = await logIn('eve@example.com', 'wrong horse battery', limited)
      expect([status, headers['ratelimit-remaining']]).toEqual([401, String(4 - count)])
    }
    const sixth = await logIn('Eve@example.com', PASSWORD, limited)
    expect([sixth.status, sixth.body.error.code]).toEqual([429, 'rate_limited'])
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(0)
    expect((await logIn('bob@example.com', 'wrong horse battery', limited)).status).toBe(401)
    limited.clock.advance(120_000)
    expect((await logIn('eve@example.com', PASSWORD, limited)).status).toBe(200)
  })
})

describe('tells of the limit that is nearer', () => {
  it('the address’s when it has less left than the account’s', async () => {
    limited.clock.advance(600_000)
    const told = []
    for (let count = 0; count < 11; count += 1) {
      const { headers } = await logIn(`fay${count}@example.com`, 'wrong horse battery', limited)
      told.push([headers['ratelimit-remaining'], headers['ratelimit-limit']].join(' of '))
    }
    expect(told.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => '4 of 5'))
    expect(told.slice(6)).toEqual(['3 of 10', '2 of 10', '1 of 10', '0 of 10', '0 of 10'])
  })
})

describe('leaves nothing behind', () => {
  it('of a refused attempt: no session, and no password in the log', async () => {
    const sessions = () => api.runtime.db.selectFrom('sessions').select('id').execute()
    const before = await sessions()
    await logIn('ada@example.com', 'a wrong but secret one')
    expect(await sessions()).toHaveLength(before.length)
    expect(api.log.text()).not.toContain('a wrong but secret one')
  })
})
