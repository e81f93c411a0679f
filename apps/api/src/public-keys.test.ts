import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'

import { afterAll, describe, expect, it } from 'vitest'

import { send } from './testing/send.ts'
import { createTestApi } from './testing/test-api.ts'
import { createTestShop } from './testing/test-shop.ts'

const api = await createTestApi()
afterAll(() => api[Symbol.asyncDispose]())

describe('the published keys', () => {
  it('verify the tokens we hand out', async () => {
    const shop = await createTestShop(api)
    const { status, body } = await send(api, 'GET /api/v1/auth/jwks')
    expect(status).toBe(200)
    const [header = '', claims = '', signature = ''] =
      shop.operator['authorization']?.slice('Bearer '.length).split('.') ?? []
    const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString())
    const key: JsonWebKey = body.keys.find((it: { kid: string }) => it.kid === kid)
    expect(alg).toBe('EdDSA')
    const signed = Buffer.from(`${header}.${claims}`)
    const publicKey = createPublicKey({ key, format: 'jwk' })
    expect(verify(null, signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
  })

  it('hold no private half', async () => {
    const { body } = await send(api, 'GET /api/v1/auth/jwks')
    for (const key of body.keys) expect(Object.keys(key)).not.toContain('d')
  })

  it('are in the OpenAPI document', async () => {
    const { body } = await send(api, 'GET /openapi.json')
    expect(body.paths['/api/v1/auth/jwks'].get.operationId).toBe('auth.jwks')
  })
})
