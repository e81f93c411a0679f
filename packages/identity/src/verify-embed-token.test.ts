import { randomUUID } from 'node:crypto'

import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, describe, expect, it } from 'vitest'

import { openSession } from './open-session.ts'
import { publicKeys } from './public-keys.ts'
import { signEmbedToken } from './sign-embed-token.ts'
import { signPayload } from './sign-payload.ts'
import { createTestIdentity, DEVICE, PUBLIC_URL } from './testing/test-identity.ts'
import { verifyEmbedToken } from './verify-embed-token.ts'
import { verifyToken } from './verify-token.ts'

const test = await createTestIdentity()
afterAll(() => test[Symbol.asyncDispose]())
const { identity } = test

const [storeId, sessionId, productId] = [randomUUID(), randomUUID(), randomUUID()]
const grant = {
  storeId,
  sessionId,
  productId,
  mode: 'fill',
  maySubmit: false,
  actor: { externalId: 'buyer-7', displayName: 'Ada' },
  expiresAt: new Date(identity.now() + 4 * 3_600_000),
} as const
const token = await signEmbedToken(identity, grant)
const claims = decodeJwt(token)

describe('an embed token', () => {
  it('names its session and store', async () => {
    expect(await verifyEmbedToken(identity, token)).toEqual({ storeId, sessionId })
  })

  it('is signed with a key we publish', async () => {
    const { keys } = await publicKeys(identity)
    const { alg, kid } = decodeProtectedHeader(token)
    expect([alg, keys.map((key) => key.kid)]).toEqual(['EdDSA', expect.arrayContaining([kid])])
  })

  it('tells the page what the session may do', () => {
    expect(claims).toMatchObject({
      iss: PUBLIC_URL,
      sub: sessionId,
      ck: {
        v: 1,
        partner: { project_id: storeId },
        actor: { external_id: 'buyer-7', display_name: 'Ada' },
        scope: { mode: 'fill', template_id: productId },
        permissions: { submit_form: false },
      },
    })
  })

  it('is another one each time', async () => {
    expect(await signEmbedToken(identity, grant)).not.toBe(token)
  })

  it('never passes for a user', async () => {
    expect(await verifyToken(identity, token)).toBeNull()
    const both = await signPayload(identity, { ...claims, sid: sessionId })
    expect(await verifyToken(identity, both)).toBeNull()
  })

  it('is not the token of a user', async () => {
    const user = await test.addUser()
    const session = await openSession(identity, { ...DEVICE, userId: user.id })
    expect(await verifyEmbedToken(identity, session.token)).toBeNull()
  })

  it.each([
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['for another audience', { aud: PUBLIC_URL }],
    ['without a session', { sub: undefined }],
    ['that says nothing of a store', { ck: { v: 1 } }],
    ['whose store is no text', { ck: { partner: { project_id: 7 } } }],
    ['without what it may do', { ck: undefined }],
    ['that ended a second ago', { exp: Math.floor(identity.now() / 1000) - 1 }],
  ])('is refused: one %s', async (_, changes) => {
    const issued = (more: object) => signPayload(identity, { ...claims, ...more })
    expect(await verifyEmbedToken(identity, await issued({}))).toEqual({ storeId, sessionId })
    expect(await verifyEmbedToken(identity, await issued(changes))).toBeNull()
  })

  it.each([
    ['nothing', ''],
    ['an API key', 'sk_live_something'],
    ['three empty parts', '..'],
  ])('is not %s', async (_, text) => {
    expect(await verifyEmbedToken(identity, text)).toBeNull()
  })

  it('is refused once its claims were changed', async () => {
    const [header, , signature] = token.split('.')
    const other = { ...claims, sub: randomUUID() }
    const payload = Buffer.from(JSON.stringify(other)).toString('base64url')
    const forged = [header, payload, signature].join('.')
    expect(await verifyEmbedToken(identity, forged)).toBeNull()
  })
})
