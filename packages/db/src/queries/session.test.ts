import { randomUUID } from 'node:crypto'

import { afterAll, describe, expect, it } from 'vitest'

import { createTestDatabase } from '../testing/test-database.ts'
import { findSessionMember } from './session.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db } = database
/** What the schema gives a store that says nothing else. */
const storeDefaults = {
  locale: 'en-GB',
  taxIncluded: true,
  taxRounding: 'per_line',
  holdMinutes: 30,
  orderPrefix: 'CC',
}
const now = new Date('2026-01-02T03:04:05Z')
const expiresAt = new Date('2026-01-03T00:00:00Z')

async function addUser(name: string) {
  const id = randomUUID()
  await db
    .insertInto('users')
    .values({ id, name, email: `${id}@example.com` })
    .execute()
  const sessionId = randomUUID()
  const session = { id: sessionId, userId: id, token: sessionId, expiresAt }
  await db.insertInto('sessions').values(session).execute()
  return { userId: id, sessionId }
}

async function addStore(name: string) {
  const store = { id: randomUUID(), slug: randomUUID(), name, currency: 'EUR', country: 'DE' }
  await db.insertInto('stores').values(store).execute()
  return store
}

async function join(userId: string, storeId: string, role: 'owner' | 'viewer') {
  const id = randomUUID()
  await db.insertInto('members').values({ id, userId, storeId, role }).execute()
  return id
}

const ada = await addUser('Ada')
const yarn = await addStore('Yarn')
const memberId = await join(ada.userId, yarn.id, 'owner')

describe('findSessionMember', () => {
  it('answers the user and what the user is in the store, in one statement', async () => {
    const before = database.statements.length
    expect(await findSessionMember(db, { ...ada, storeId: yarn.id, now })).toEqual({
      user: { id: ada.userId, email: `${ada.userId}@example.com`, name: 'Ada' },
      membership: {
        memberId,
        role: 'owner',
        store: { ...yarn, ...storeDefaults },
      },
    })
    expect(database.statements.length - before).toBe(1)
  })

  it('answers the user alone when no store is named', async () => {
    const found = await findSessionMember(db, { ...ada, now })
    expect(found?.user.name).toBe('Ada')
    expect(found?.membership).toBeNull()
  })

  it.each(['', 'not-a-uuid', "' or true --", randomUUID()])(
    'knows no membership in a store called %j',
    async (storeId) => {
      const found = await findSessionMember(db, { ...ada, storeId, now })
      expect(found?.user.name).toBe('Ada')
      expect(found?.membership).toBeNull()
    },
  )

  it('knows no membership of another user', async () => {
    const eve = await addUser('Eve')
    const found = await findSessionMember(db, { ...eve, storeId: yarn.id, now })
    expect(found?.user.name).toBe('Eve')
    expect(found?.membership).toBeNull()
  })

  it('ends a membership the moment it is revoked', async () => {
    const bob = await addUser('Bob')
    const id = await join(bob.userId, yarn.id, 'viewer')
    const lookup = { ...bob, storeId: yarn.id, now }
    expect((await findSessionMember(db, lookup))?.membership?.role).toBe('viewer')
    await db.deleteFrom('members').where('id', '=', id).execute()
    expect((await findSessionMember(db, lookup))?.membership).toBeNull()
  })

  it('answers null for a session that expired, is unknown, or is of another user', async () => {
    const eve = await addUser('Eve')
    const lastMoment = new Date(expiresAt.getTime() - 1)
    expect(await findSessionMember(db, { ...ada, now: lastMoment })).not.toBeNull()
    expect(await findSessionMember(db, { ...ada, now: expiresAt })).toBeNull()
    expect(await findSessionMember(db, { ...ada, sessionId: randomUUID(), now })).toBeNull()
    expect(await findSessionMember(db, { ...ada, userId: eve.userId, now })).toBeNull()
  })
})
