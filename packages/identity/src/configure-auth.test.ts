import { randomUUID } from 'node:crypto'

import { afterAll, describe, expect, it } from 'vitest'

import { configureAuth } from './configure-auth.ts'
import { signToken } from './sign-token.ts'
import { createTestIdentity, PASSWORD, PUBLIC_URL, SECRET } from './testing/test-identity.ts'

const test = await createTestIdentity()
afterAll(() => test[Symbol.asyncDispose]())

const { identity, db } = test
const auth = await identity.auth()

describe('better-auth over our tables', () => {
  it('finds every column it writes', async () => {
    const settings = { db, secret: SECRET, publicUrl: PUBLIC_URL, newId: randomUUID }
    const validating = configureAuth({ ...settings, validateSchema: true })
    await expect(validating.api.getJwks()).resolves.toHaveProperty('keys')
  })

  it('signs in a user that insertUser wrote', async () => {
    const user = await test.addUser()
    const body = { email: user.email, password: PASSWORD }
    const signedIn = await auth.api.signInEmail({ body })
    expect(signedIn.user).toMatchObject({ id: user.id, email: user.email, name: 'Ada' })
    const session = await db
      .selectFrom('sessions')
      .select('userId')
      .where('token', '=', signedIn.token)
      .executeTakeFirstOrThrow()
    expect(session.userId).toBe(user.id)
  })

  it('accepts the tokens that signToken makes', async () => {
    const session = { userId: randomUUID(), sessionId: randomUUID() }
    const expiresAt = new Date(identity.now() + 60_000)
    const token = await signToken(identity, { ...session, expiresAt })
    const { payload } = await auth.api.verifyJWT({ body: { token } })
    expect(payload).toMatchObject({ sub: session.userId, sid: session.sessionId, iss: PUBLIC_URL })
  })

  it('keeps a private signing key encrypted at rest', async () => {
    await auth.api.getJwks()
    const keys = await db.selectFrom('jwks').select('privateKey').execute()
    expect(keys.length).toBeGreaterThan(0)
    for (const { privateKey } of keys) expect(privateKey).not.toContain('"d"')
  })

  it('signs nobody up by itself', async () => {
    const body = { email: 'new@example.com', password: PASSWORD, name: 'New' }
    await expect(auth.api.signUpEmail({ body })).rejects.toThrow('not enabled')
    const users = await db
      .selectFrom('users')
      .select('id')
      .where('email', '=', body.email)
      .execute()
    expect(users).toEqual([])
  })
})
