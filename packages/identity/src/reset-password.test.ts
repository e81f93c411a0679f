import { randomUUID } from 'node:crypto'

import { findSessionMember } from '@cartwright/db/queries/session'
import { lockWait } from '@cartwright/db/testing/lock-wait'
import { afterAll, describe, expect, it } from 'vitest'

import { deleteExpired } from './delete-expired.ts'
import { insertSession } from './insert-session.ts'
import { logIn } from './log-in.ts'
import { openSession } from './open-session.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resetPassword } from './reset-password.ts'
import { createTestIdentity, DEVICE, PASSWORD } from './testing/test-identity.ts'

const test = await createTestIdentity()
afterAll(() => test[Symbol.asyncDispose]())

const { identity, db } = test
const NEW_PASSWORD = 'a different sentence'

async function resetTokenOf(email: string): Promise<string> {
  const request = await requestPasswordReset(identity, email)
  if (request === null) throw new Error(`${email} has no account`)
  return request.token
}

const opens = async (email: string, password: string) =>
  (await logIn(identity, { ...DEVICE, email, password })) !== null

describe('requestPasswordReset', () => {
  it('names the user, in whatever spelling the address was asked for', async () => {
    const user = await test.addUser()
    const request = await requestPasswordReset(identity, user.email.toUpperCase())
    expect(request?.user).toEqual({ id: user.id, email: user.email, name: 'Ada' })
  })

  it('makes nothing for an address nobody has', async () => {
    const before = await db.selectFrom('verifications').select('id').execute()
    expect(await requestPasswordReset(identity, 'nobody@example.com')).toBeNull()
    expect(await db.selectFrom('verifications').select('id').execute()).toHaveLength(before.length)
  })

  it('stores no part of the token', async () => {
    const user = await test.addUser()
    const token = await resetTokenOf(user.email)
    const rows = await db.selectFrom('verifications').selectAll().execute()
    expect(JSON.stringify(rows)).toContain(user.id)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('makes a token that better-auth knows too', async () => {
    const user = await test.addUser()
    const token = await resetTokenOf(user.email)
    const auth = await identity.auth()
    await auth.api.resetPassword({ body: { token, newPassword: NEW_PASSWORD } })
    expect(await opens(user.email, NEW_PASSWORD)).toBe(true)
  })
})

describe('resetPassword', () => {
  it('replaces the password', async () => {
    const user = await test.addUser()
    const token = await resetTokenOf(user.email)
    expect(await resetPassword(identity, { token, password: NEW_PASSWORD })).toBe(user.id)
    expect(await opens(user.email, PASSWORD)).toBe(false)
    expect(await opens(user.email, NEW_PASSWORD)).toBe(true)
  })

  it('ends every session of the user and of nobody else', async () => {
    const [user, bystander] = [await test.addUser(), await test.addUser()]
    const session = await openSession(identity, { ...DEVICE, userId: user.id })
    const kept = await openSession(identity, { ...DEVICE, userId: bystander.id })
    const token = await resetTokenOf(user.email)
    await resetPassword(identity, { token, password: NEW_PASSWORD })
    const now = new Date(identity.now())
    const lookup = (userId: string, sessionId: string) =>
      findSessionMember(db, { userId, sessionId, now })
    expect(await lookup(user.id, session.sessionId)).toBeNull()
    expect(await lookup(bystander.id, kept.sessionId)).not.toBeNull()
  })

  it('ends the session of a log-in that it had to wait for', async () => {
    const user = await test.addUser()
    const token = await resetTokenOf(user.email)
    const opening = { ...DEVICE, id: randomUUID(), userId: user.id, now: new Date(identity.now()) }
    const { pending } = await db.transaction().execute(async (trx) => {
      await trx
        .selectFrom('accounts')
        .select('id')
        .where('userId', '=', user.id)
        .forShare()
        .execute()
      const pending = resetPassword(identity, { token, password: NEW_PASSWORD })
      await lockWait(db)
      await insertSession(trx, opening)
      return { pending }
    })
    expect(await pending).toBe(user.id)
    const sessions = db.selectFrom('sessions').select('id').where('userId', '=', user.id)
    expect(await sessions.execute()).toEqual([])
  })

  it('works once', async () => {
    const user = await test.addUser()
    const token = await resetTokenOf(user.email)
    await resetPassword(identity, { token, password: NEW_PASSWORD })
    expect(await resetPassword(identity, { token, password: 'a third sentence' })).toBeNull()
    expect(await opens(user.email, NEW_PASSWORD)).toBe(true)
  })

  it('refuses a token after its hour', async () => {
    const user = await test.addUser()
    const token = await resetTokenOf(user.email)
    test.advance(3_600_000)
    expect(await resetPassword(identity, { token, password: NEW_PASSWORD })).toBeNull()
    expect(await opens(user.email, PASSWORD)).toBe(true)
    expect((await deleteExpired(db, new Date(identity.now()))).verifications).toBeGreaterThan(0)
  })

  it('refuses a made-up token, and what is stored of a real one, without hashing', async () => {
    const user = await test.addUser()
    await resetTokenOf(user.email)
    const stored = await db.selectFrom('verifications').select('identifier').execute()
    const before = test.statements.length
    const tokens = ['', 'made-up', ...stored.map(({ identifier }) => identifier)]
    for (const token of tokens) {
      expect(await resetPassword(identity, { token, password: NEW_PASSWORD })).toBeNull()
    }
    expect(test.statements.length - before).toBe(tokens.length)
  })

  it('refuses the token of a user who is gone', async () => {
    const user = await test.addUser()
    const token = await resetTokenOf(user.email)
    await db.deleteFrom('users').where('id', '=', user.id).execute()
    expect(await resetPassword(identity, { token, password: NEW_PASSWORD })).toBeNull()
  })

  it('lets exactly one of eight simultaneous resets with one token win', async () => {
    const user = await test.addUser()
    const token = await resetTokenOf(user.email)
    const processes = Array.from({ length: 4 }, () => test.anotherProcess())
    const passwords = Array.from({ length: 8 }, (_, at) => `sentence number ${at}`)
    const outcomes = await Promise.all(
      passwords.map((password, at) => {
        const process = processes[at % processes.length] ?? identity
        return resetPassword(process, { token, password })
      }),
    )
    const winners = passwords.filter((_, at) => outcomes[at] === user.id)
    expect(winners).toHaveLength(1)
    expect(await opens(user.email, winners[0] ?? '')).toBe(true)
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(7)
  })

  it('voids the other reset links of the user, simultaneous ones included', async () => {
    const user = await test.addUser()
    const tokens = [await resetTokenOf(user.email), await resetTokenOf(user.email)]
    const late = await resetTokenOf(user.email)
    const outcomes = await Promise.all(
      tokens.map((token) =>
        resetPassword(test.anotherProcess(), { token, password: NEW_PASSWORD }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome === user.id)).toHaveLength(1)
    expect(await resetPassword(identity, { token: late, password: NEW_PASSWORD })).toBeNull()
  })
})
