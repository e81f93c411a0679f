import { randomUUID } from 'node:crypto'

import { afterAll, describe, expect, it } from 'vitest'

import { createTestDatabase } from '../testing/test-database.ts'
import { listMemberships } from './members.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { db } = database

async function addUser() {
  const id = randomUUID()
  await db
    .insertInto('users')
    .values({ id, name: 'Ada', email: `${id}@example.com` })
    .execute()
  return id
}

async function addStore(name: string, memberId: string, role: 'owner' | 'viewer') {
  const storeId = randomUUID()
  const storeSlug = randomUUID()
  const store = { id: storeId, slug: storeSlug, name, currency: 'EUR', country: 'DE' }
  await db.insertInto('stores').values(store).execute()
  await db
    .insertInto('members')
    .values({ id: randomUUID(), storeId, userId: memberId, role })
    .execute()
  return { storeId, storeSlug, storeName: name, role }
}

describe('listMemberships', () => {
  it('lists the stores of the user, and of nobody else, by name', async () => {
    const [ada, eve] = [await addUser(), await addUser()]
    const yarn = await addStore('Yarn', ada, 'owner')
    const pots = await addStore('Pots', ada, 'viewer')
    await addStore('Quilts', eve, 'owner')
    expect(await listMemberships(db, ada)).toEqual([pots, yarn])
  })

  it('lists nothing for a user without a store', async () => {
    expect(await listMemberships(db, await addUser())).toEqual([])
  })
})
