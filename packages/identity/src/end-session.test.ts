import { findSessionMember } from '@cartwright/db/queries/session'
import { afterAll, describe, expect, it } from 'vitest'

import type { Identity } from './create-identity.ts'
import { deleteExpired } from './delete-expired.ts'
import { endSession } from './end-session.ts'
import { endSessionsOfUser } from './end-sessions-of-user.ts'
import { openSession } from './open-session.ts'
import { createTestIdentity, DEVICE } from './testing/test-identity.ts'
import { verifyToken } from './verify-token.ts'

const test = await createTestIdentity()
afterAll(() => test[Symbol.asyncDispose]())

const { identity, db } = test

/** What a request does with its token: verify it, then ask for the session. */
async function whoIs(process: Identity, token: string) {
  const verified = await verifyToken(process, token)
  if (verified === null) return null
  const found = await findSessionMember(process.db, { ...verified, now: new Date(process.now()) })
  return found?.user.id ?? null
}

describe('endSession', () => {
  it('ends the token at once, in every process, and no other token', async () => {
    const user = await test.addUser()
    const other = test.anotherProcess()
    const opening = { ...DEVICE, userId: user.id }
    const laptop = await openSession(identity, opening)
    const phone = await openSession(identity, opening)
    expect(await whoIs(other, laptop.token)).toBe(user.id)
    expect(await endSession(db, laptop.sessionId)).toBe(true)
    expect(await whoIs(identity, laptop.token)).toBeNull()
    expect(await whoIs(other, laptop.token)).toBeNull()
    expect(await whoIs(other, phone.token)).toBe(user.id)
    expect(await endSession(db, laptop.sessionId)).toBe(false)
  })
})

describe('endSessionsOfUser', () => {
  it('ends all sessions of one user and none of another', async () => {
    const [user, bystander] = [await test.addUser(), await test.addUser()]
    const sessions = [
      await openSession(identity, { ...DEVICE, userId: user.id }),
      await openSession(identity, { ...DEVICE, userId: user.id }),
    ]
    const kept = await openSession(identity, { ...DEVICE, userId: bystander.id })
    const ended = await db.transaction().execute((trx) => endSessionsOfUser(trx, user.id))
    expect(ended).toBe(2)
    for (const { token } of sessions) expect(await whoIs(identity, token)).toBeNull()
    expect(await whoIs(identity, kept.token)).toBe(bystander.id)
  })
})

describe('deleteExpired', () => {
  it('removes what has expired and nothing that lives', async () => {
    const user = await test.addUser()
    const session = await openSession(identity, { ...DEVICE, userId: user.id })
    await deleteExpired(db, new Date(session.expiresAt.getTime() - 1))
    expect(await whoIs(identity, session.token)).toBe(user.id)
    const { sessions } = await deleteExpired(db, session.expiresAt)
    expect(sessions).toBeGreaterThan(0)
    expect(await whoIs(identity, session.token)).toBeNull()
  })
})
