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
let people = 0

function newcomer(changes: Record<string, unknown> = {}) {
  people += 1
  const email = `ada-${people}@example.com`
  return { email, password: PASSWORD, name: 'Ada', storeName: 'Yarn & Co', ...changes }
}

const signUp = (body: unknown, headers: Record<string, string> = {}, on: TestApi = api) =>
  send(on, 'POST /api/v1/auth/signup', { body, headers })

/** How many rows of each kind there are: what a refused request must not change. */
async function counts() {
  const { db } = api.runtime
  const count = async (table: 'users' | 'accounts' | 'stores' | 'members' | 'sessions') => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow()
    return row.rows
  }
  return {
    users: await count('users'),
    accounts: await count('accounts'),
    stores: await count('stores'),
    members: await count('members'),
    sessions: await count('sessions'),
  }
}

describe('does it', () => {
  it('opens an account with a store of which the new user is the owner', async () => {
    const person = newcomer({ storeSlug: 'yarn-shop', currency: 'JPY', country: 'JP' })
    const { status, body } = await signUp(person)
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        success: true,
        data: {
          user: { email: person.email, name: 'Ada' },
          store: { slug: 'yarn-shop', name: 'Yarn & Co', currency: 'JPY', country: 'JP' },
          memberships: [{ storeSlug: 'yarn-shop', storeName: 'Yarn & Co', role: 'owner' }],
        },
      },
    })
    expect(body.data.memberships[0].storeId).toBe(body.data.store.id)
    expect(body.data.memberships[0].permissions).toContain('payments:write')
    const week = Date.parse(body.data.expiresAt) - api.clock.now()
    expect(Math.round(week / 86_400_000)).toBe(7)
  })

  it('answers a token that signs the user in at once', async () => {
    const { body } = await signUp(newcomer())
    const headers = { authorization: `Bearer ${body.data.token}` }
    const me = await send(api, 'GET /api/v1/auth/me', { headers })
    expect(me.body.data).toEqual({ user: body.data.user, memberships: body.data.memberships })
  })

  it('sells in pounds from Britain unless told otherwise, under a slug made from the name', async () => {
    const { body } = await signUp(newcomer({ storeName: 'Blåbær & Søn' }))
    expect(body.data.store).toMatchObject({ slug: 'blabaer-son', currency: 'GBP', country: 'GB' })
  })

  it('numbers the slug of a name that is taken, and never runs out', async () => {
    const slugs: string[] = []
    for (let shop = 0; shop < 7; shop += 1) {
      slugs.push((await signUp(newcomer({ storeName: 'Pots' }))).body.data.store.slug)
    }
    expect(slugs.slice(0, 5)).toEqual(['pots', 'pots-2', 'pots-3', 'pots-4', 'pots-5'])
    expect(new Set(slugs).size).toBe(7)
    expect(slugs[6]).toMatch(/^pots-[0-9a-f]{12}$/)
  })

  it('gives a store whose name Latin cannot spell a slug all the same', async () => {
    const { body } = await signUp(newcomer({ storeName: '陶器' }))
    expect(body.data.store).toMatchObject({ name: '陶器' })
    expect(body.data.store.slug).toMatch(/^shop-[0-9a-f]{8}$/)
  })

  it('answers a repeated request with one key as it did the first time', async () => {
    const person = newcomer()
    const headers = { 'idempotency-key': 'once' }
    const first = await signUp(person, headers)
    const second = await signUp(person, headers)
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(second.body).toEqual(first.body)
  })
})

describe('refuses', () => {
  it('an address that has an account, in whatever spelling', async () => {
    const person = newcomer()
    await signUp(person)
    const again = newcomer({ email: person.email.toUpperCase() })
    const before = await counts()
    const { status, body } = await signUp(again)
    expect([status, body.error.code]).toEqual([409, 'email_taken'])
    expect(await counts()).toEqual(before)
  })

  it('a slug that is taken, leaving nothing behind', async () => {
    await signUp(newcomer({ storeSlug: 'taken' }))
    const before = await counts()
    const person = newcomer({ storeSlug: 'taken' })
    const { status, body } = await signUp(person)
    expect([status, body.error.code]).toEqual([409, 'slug_taken'])
    expect(await counts()).toEqual(before)
    expect((await signUp({ ...person, storeSlug: 'free' })).status).toBe(201)
  })

  it.each([
    ['a short password', { password: 'too short' }, 'password'],
    ['an over-long password', { password: 'x'.repeat(129) }, 'password'],
    ['an address that is none', { email: 'ada' }, 'email'],
    ['an empty name', { name: '   ' }, 'name'],
    ['NUL in a name', { storeName: 'Yarn\u0000' }, 'storeName'],
    ['an over-long name', { storeName: 'x'.repeat(121) }, 'storeName'],
    ['a currency that is none', { currency: 'XXX' }, 'currency'],
    ['a currency in small letters', { currency: 'gbp' }, 'currency'],
    ['a country that is none', { country: 'UK' }, 'country'],
    ['a slug that is none', { storeSlug: 'My Shop' }, 'storeSlug'],
    ['a slug that front ends need', { storeSlug: 'admin' }, 'storeSlug'],
    ['a name that is a number', { name: 7 }, 'name'],
  ])('%s', async (_, changes, field) => {
    const before = await counts()
    const { status, body } = await signUp(newcomer(changes))
    expect([status, body.error.code]).toEqual([400, 'validation_failed'])
    const fields = body.error.issues.map((issue: { path: string[] }) => issue.path[0])
    expect(new Set(fields)).toEqual(new Set([field]))
    expect(await counts()).toEqual(before)
  })

  it('all but one of parallel sign-ups with one address', async () => {
    const before = await counts()
    const twin = newcomer()
    const answers = await Promise.all(
      ['one', 'two', 'three', 'four'].map((storeSlug) => signUp({ ...twin, storeSlug })),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 409, 409, 409,
    ])
    const after = await counts()
    for (const table of ['users', 'accounts', 'stores', 'members', 'sessions'] as const) {
      expect([table, after[table] - before[table]]).toEqual([table, 1])
    }
  })

  it('all but one of parallel sign-ups with one slug', async () => {
    const before = await counts()
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => signUp(newcomer({ storeSlug: 'contested' }))),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 409, 409, 409,
    ])
    expect((await counts()).users - before.users).toBe(1)
  })

  it('the sixth attempt on one account and the eleventh from one address within a minute', async () => {
    const attempt = (email: string) => signUp(newcomer({ email, password: 'short' }), {}, limited)
    const valid = { email: 'eve@example.com', storeName: 'Eve' }
    for (let count = 0; count < 5; count += 1) await signUp(newcomer(valid), {}, limited)
    const sixth = await signUp(newcomer(valid), {}, limited)
    expect([sixth.status, sixth.body.error.code]).toEqual([429, 'rate_limited'])
    for (let count = 0; count < 4; count += 1) await attempt(`eve-${count}@example.com`)
    const eleventh = await attempt('eve-11@example.com')
    expect([eleventh.status, eleventh.body.error.code]).toEqual([429, 'rate_limited'])
    expect(eleventh.headers).toMatchObject({
      'ratelimit-limit': '10',
      'ratelimit-remaining': '0',
      'ratelimit-policy': '10;w=60',
    })
    expect(Number(eleventh.headers['retry-after'])).toBeGreaterThan(0)
  })
})

describe('leaves nothing behind', () => {
  it('of the password and the token, in the log or in clear in the database', async () => {
    const { body } = await signUp(newcomer({ password: 'a very secret sentence' }), {
      'idempotency-key': 'secretive',
    })
    const { db } = api.runtime
    const rows = JSON.stringify([
      await db.selectFrom('accounts').selectAll().execute(),
      await db.selectFrom('sessions').selectAll().execute(),
      await db.selectFrom('idempotencyKeys').selectAll().execute(),
    ])
    for (const secret of ['a very secret sentence', body.data.token]) {
      expect(rows).not.toContain(secret)
      expect(api.log.text()).not.toContain(secret)
    }
  })
})
