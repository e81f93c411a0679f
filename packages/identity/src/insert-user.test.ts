import { randomUUID } from 'node:crypto'

import { afterAll, describe, expect, it } from 'vitest'

import { hashPassword } from './hash-password.ts'
import { insertUser, type NewUser } from './insert-user.ts'
import { logIn } from './log-in.ts'
import { createTestIdentity, DEVICE, PASSWORD } from './testing/test-identity.ts'

const test = await createTestIdentity()
afterAll(() => test[Symbol.asyncDispose]())

const passwordHash = await hashPassword(test.identity, PASSWORD)

function newUser(email: string): NewUser {
  return { id: randomUUID(), email, name: 'Ada', passwordHash, now: new Date() }
}

function insert(user: NewUser) {
  return test.db.transaction().execute((trx) => insertUser(trx, user))
}

describe('insertUser', () => {
  it('stores the address in lower case, so that any spelling of it logs in', async () => {
    expect(await insert(newUser('Mixed.Case@Example.com'))).toBe('inserted')
    const attempt = { email: 'mIXED.cASE@example.COM', password: PASSWORD, ...DEVICE }
    expect((await logIn(test.identity, attempt))?.user.email).toBe('mixed.case@example.com')
  })

  it('answers email_taken for another spelling and leaves the transaction usable', async () => {
    const first = newUser('twice@example.com')
    await insert(first)
    const second = newUser('TWICE@example.com')
    await test.db.transaction().execute(async (trx) => {
      expect(await insertUser(trx, second)).toBe('email_taken')
      const { id } = await trx
        .selectFrom('users')
        .select('id')
        .where('email', '=', 'twice@example.com')
        .executeTakeFirstOrThrow()
      expect(id).toBe(first.id)
    })
    const accounts = await test.db
      .selectFrom('accounts')
      .select('id')
      .where('userId', '=', second.id)
      .execute()
    expect(accounts).toEqual([])
  })

  it('lets exactly one of eight simultaneous sign-ups have an address', async () => {
    const users = Array.from({ length: 8 }, () => newUser('race@example.com'))
    const outcomes = await Promise.all(users.map(insert))
    expect(outcomes.filter((outcome) => outcome === 'inserted')).toHaveLength(1)
  })

  it('leaves nothing behind when the transaction fails', async () => {
    const user = newUser('rolled-back@example.com')
    const failing = test.db.transaction().execute(async (trx) => {
      await insertUser(trx, user)
      throw new Error('the store could not be made')
    })
    await expect(failing).rejects.toThrow('the store could not be made')
    expect(await insert(newUser('rolled-back@example.com'))).toBe('inserted')
  })
})
