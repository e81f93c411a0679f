import { randomUUID } from 'node:crypto'

import { type Database, openDatabase } from '@cartwright/db/database'
import { createTestDatabase } from '@cartwright/db/testing/test-database'

import { createIdentity, type Identity } from '../create-identity.ts'
import { hashPassword } from '../hash-password.ts'
import { insertUser } from '../insert-user.ts'

export const PASSWORD = 'correct horse battery'
export const DEVICE = { ipAddress: '192.0.2.7', userAgent: 'test browser' }
export const SECRET = 'a-secret-for-tests-that-is-long-enough'
export const PUBLIC_URL = 'https://shop.example'

export interface TestIdentity extends AsyncDisposable {
  readonly url: string
  readonly db: Database
  readonly statements: string[]
  readonly identity: Identity
  /** Moves the clock of `identity`, which starts at the real time and then stands still. */
  readonly advance: (byMs: number) => void
  /** A user with the password above and an address of its own. */
  readonly addUser: () => Promise<{ readonly id: string; readonly email: string }>
  /** The same identity over connections of its own, as another process would have it. */
  readonly anotherProcess: () => Identity
}

export async function createTestIdentity(): Promise<TestIdentity> {
  const database = await createTestDatabase()
  const opened: Database[] = []
  let nowMs = Date.now()
  const now = () => nowMs
  const settings = { secret: SECRET, publicUrl: PUBLIC_URL, newId: randomUUID, now }
  const identity = createIdentity({ ...settings, db: database.db })
  return {
    url: database.url,
    db: database.db,
    statements: database.statements,
    identity,
    advance: (byMs) => {
      nowMs += byMs
    },
    addUser: () => addUser(identity),
    anotherProcess: () => {
      const db = openDatabase({ url: database.url })
      opened.push(db)
      return createIdentity({ ...settings, db })
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((db) => db.destroy()))
      await database[Symbol.asyncDispose]()
    },
  }
}

async function addUser(identity: Identity): Promise<{ id: string; email: string }> {
  const id = randomUUID()
  const email = `${id}@example.com`
  const passwordHash = await hashPassword(identity, PASSWORD)
  const user = { id, email, name: 'Ada', passwordHash, now: new Date(identity.now()) }
  await identity.db.transaction().execute((trx) => insertUser(trx, user))
  return { id, email }
}
