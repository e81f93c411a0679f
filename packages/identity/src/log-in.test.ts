import { lockWait } from '@cartwright/db/testing/lock-wait'
import { afterAll, describe, expect, it, vi } from 'vitest'

import { hashPassword } from './hash-password.ts'
import { logIn } from './log-in.ts'
import { createTestIdentity, DEVICE, PASSWORD } from './testing/test-identity.ts'
import { verifyToken } from './verify-token.ts'

const test = await createTestIdentity()
afterAll(() => test[Symbol.asyncDispose]())

const { identity, db } = test

const sessionsOf = (userId: string) =>
  db.selectFrom('sessions').selectAll().where('userId', '=', userId).execute()

describe('logIn', () => {
  it('opens a session of seven days for the right password', async () => {
    const user = await test.addUser()
    const opened = await logIn(identity, { ...DEVICE, email: user.email, password: PASSWORD })
    expect(opened?.user).toEqual({ id: user.id, email: user.email, name: 'Ada' })
    expect(await verifyToken(identity, opened?.token ?? '')).toEqual({
      userId: user.id,
      sessionId: opened?.sessionId,
    })
    const [session] = await sessionsOf(user.id)
    expect(session).toMatchObject({ id: opened?.sessionId, ...DEVICE })
    expect(session?.expiresAt).toEqual(opened?.expiresAt)
    const startOfSecondMs = Math.floor(identity.now() / 1000) * 1000
    expect(opened?.expiresAt.getTime()).toBe(startOfSecondMs + 7 * 86_400_000)
  })

  it('refuses a wrong password and opens nothing', async () => {
    const user = await test.addUser()
    const attempt = { ...DEVICE, email: user.email, password: `${PASSWORD}!` }
    expect(await logIn(identity, attempt)).toBeNull()
    expect(await sessionsOf(user.id)).toEqual([])
  })

  it('works through one password check and one statement, whether or not the account exists', async () => {
    const user = await test.addUser()
    const context = await (await identity.auth()).$context
    const check = vi.spyOn(context.password, 'verify')
    const costOf = async (email: string) => {
      check.mockClear()
      const sent = test.statements.length
      expect(await logIn(identity, { ...DEVICE, email, password: 'not the password' })).toBeNull()
      return { checks: check.mock.calls.length, statements: test.statements.slice(sent) }
    }
    const known = await costOf(user.email)
    expect(known.checks).toBe(1)
    expect(known.statements).toHaveLength(1)
    expect(await costOf('nobody@example.com')).toEqual(known)
    check.mockRestore()
  })

  it('does the work of a real check for an account that does not exist', async () => {
    const context = await (await identity.auth()).$context
    const check = vi.spyOn(context.password, 'verify')
    await logIn(identity, { ...DEVICE, email: 'nobody@example.com', password: PASSWORD })
    const hash = check.mock.lastCall?.[0].hash ?? ''
    check.mockRestore()
    const real = await hashPassword(identity, PASSWORD)
    expect(hash.split(':').map((part) => part.length)).toEqual(
      real.split(':').map((part) => part.length),
    )
  })

  it('opens no session when the password changed while the old one was being checked', async () => {
    const user = await test.addUser()
    const attempt = { ...DEVICE, email: user.email, password: PASSWORD }
    const outcome = await db.transaction().execute(async (trx) => {
      await trx
        .updateTable('accounts')
        .set({ password: await hashPassword(identity, 'another password') })
        .where('userId', '=', user.id)
        .execute()
      const pending = logIn(identity, attempt)
      await lockWait(db)
      return { pending }
    })
    expect(await outcome.pending).toBeNull()
    expect(await sessionsOf(user.id)).toEqual([])
  })
})
