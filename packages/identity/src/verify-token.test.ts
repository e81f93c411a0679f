import { createHmac, randomUUID } from 'node:crypto'

import { exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { afterAll, describe, expect, it } from 'vitest'

import { openSession } from './open-session.ts'
import { publicKeys } from './public-keys.ts'
import { createTestIdentity, DEVICE, PUBLIC_URL } from './testing/test-identity.ts'
import { verifyToken } from './verify-token.ts'

const test = await createTestIdentity()
afterAll(() => test[Symbol.asyncDispose]())

const { identity } = test
const user = await test.addUser()
const session = await openSession(identity, { ...DEVICE, userId: user.id })
const whose = { userId: user.id, sessionId: session.sessionId }

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function claims() {
  const iat = Math.floor(identity.now() / 1000)
  const times = { iat, exp: iat + 60 }
  return { sub: user.id, sid: session.sessionId, iss: PUBLIC_URL, aud: PUBLIC_URL, ...times }
}

async function publishedKey(): Promise<JWK> {
  const { keys } = await publicKeys(identity)
  const [key] = keys
  if (key === undefined) throw new Error('no key is published')
  return key
}

/** Our claims, with changes, signed by our own key: what a token would be if we had issued it so. */
async function issue(changes: Record<string, unknown>): Promise<string> {
  const payload = { ...claims(), ...changes }
  const auth = await identity.auth()
  const { token } = await auth.api.signJWT({ body: { payload } })
  return token
}

describe('verifyToken', () => {
  it('names the user and the session', async () => {
    expect(await verifyToken(identity, session.token)).toEqual(whose)
  })

  it('accepts what another process signed', async () => {
    const other = test.anotherProcess()
    const opened = await openSession(other, { ...DEVICE, userId: user.id })
    expect(await verifyToken(identity, opened.token)).toMatchObject({ sessionId: opened.sessionId })
  })

  it('asks the database nothing once it knows the key', async () => {
    await verifyToken(identity, session.token)
    const before = test.statements.length
    await Promise.all(Array.from({ length: 20 }, () => verifyToken(identity, session.token)))
    expect(test.statements.length - before).toBe(0)
  })

  it.each([
    ['nothing', ''],
    ['no token at all', 'sk_live_something'],
    ['three empty parts', '..'],
    ['parts that are not base64url', 'a$.b$.c$'],
  ])('refuses %s', async (_, token) => {
    expect(await verifyToken(identity, token)).toBeNull()
  })

  it('refuses a token whose claims were changed', async () => {
    const [header, , signature] = session.token.split('.')
    const forged = [header, encode({ ...claims(), sub: randomUUID() }), signature].join('.')
    expect(await verifyToken(identity, forged)).toBeNull()
  })

  it('refuses a token without a signature, by whatever name', async () => {
    const { kid } = await publishedKey()
    for (const alg of ['none', 'None', 'NONE']) {
      expect(await verifyToken(identity, `${encode({ alg, kid })}.${encode(claims())}.`)).toBeNull()
    }
  })

  it('refuses a token signed with the public key as a shared secret', async () => {
    const jwk = await publishedKey()
    const key = await importJWK(jwk, 'EdDSA', { extractable: true })
    if (key instanceof Uint8Array) throw new Error('the key is not asymmetric')
    const signed = `${encode({ alg: 'HS256', kid: jwk.kid })}.${encode(claims())}`
    for (const secret of [await exportSPKI(key), jwk.x ?? '', JSON.stringify(jwk)]) {
      const signature = createHmac('sha256', secret).update(signed).digest('base64url')
      expect(await verifyToken(identity, `${signed}.${signature}`)).toBeNull()
    }
  })

  it('refuses a key that the token brings along', async () => {
    const { kid = '' } = await publishedKey()
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
    const jwk = await crypto.subtle.exportKey('jwk', publicKey)
    for (const header of [{ kid }, { kid, jwk }, { jwk }]) {
      const token = await new SignJWT(claims())
        .setProtectedHeader({ alg: 'EdDSA', ...header })
        .sign(privateKey)
      expect(await verifyToken(identity, token)).toBeNull()
    }
  })

  it.each([
    ['of another issuer', { iss: 'https://elsewhere.example' }],
    ['for another audience', { aud: 'https://elsewhere.example' }],
    ['without a session', { sid: undefined }],
    ['without a user', { sub: undefined }],
    ['with a session that is not a text', { sid: 7 }],
    ['that ended a second ago', { exp: Math.floor(identity.now() / 1000) - 1 }],
  ])('refuses a token %s', async (_, changes) => {
    expect(await verifyToken(identity, await issue({}))).toEqual(whose)
    expect(await verifyToken(identity, await issue(changes))).toBeNull()
  })

  it('refuses a key nobody has heard of, at one query a second for any number of them', async () => {
    const { privateKey } = await generateKeyPair('EdDSA')
    const strange = () =>
      new SignJWT(claims()).setProtectedHeader({ alg: 'EdDSA', kid: randomUUID() }).sign(privateKey)
    const tokens = await Promise.all(Array.from({ length: 30 }, strange))
    test.advance(1_000)
    const before = test.statements.length
    const answers = await Promise.all(tokens.map((token) => verifyToken(identity, token)))
    for (const token of tokens) answers.push(await verifyToken(identity, token))
    expect(new Set(answers)).toEqual(new Set([null]))
    expect(test.statements.length - before).toBe(1)
  })

  it('accepts a token until the very second it expires', async () => {
    const fresh = await openSession(identity, { ...DEVICE, userId: user.id })
    const leftMs = fresh.expiresAt.getTime() - identity.now()
    test.advance(leftMs - 1)
    expect(await verifyToken(identity, fresh.token)).not.toBeNull()
    test.advance(1)
    expect(await verifyToken(identity, fresh.token)).toBeNull()
  })

  it('accepts a retired key for its grace of eight days and no longer', async () => {
    const { token } = await openSession(identity, { ...DEVICE, userId: user.id })
    for (const [days, answer] of [
      [7.99, 'accepted'],
      [8, 'refused'],
    ] as const) {
      const expiresAt = new Date(identity.now() - days * 86_400_000)
      await test.db.updateTable('jwks').set({ expiresAt }).execute()
      const verified = await verifyToken(test.anotherProcess(), token)
      expect(verified === null ? 'refused' : 'accepted').toBe(answer)
    }
  })

  it('refuses tokens of a key that was withdrawn, ten minutes later at the latest', async () => {
    const opened = await openSession(identity, { ...DEVICE, userId: user.id })
    expect(await verifyToken(identity, opened.token)).not.toBeNull()
    await test.db.deleteFrom('jwks').execute()
    test.advance(600_000)
    expect(await verifyToken(identity, opened.token)).toBeNull()
  })
})

describe('publicKeys', () => {
  it('publishes the public half and nothing of the private one', async () => {
    const { keys } = await publicKeys(identity)
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' })
      expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'x'])
    }
  })
})
