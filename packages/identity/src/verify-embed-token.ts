import { errors, type JWTHeaderParameters, jwtVerify } from 'jose'

import type { Identity } from './create-identity.ts'
import { EMBED_AUDIENCE } from './embed-audience.ts'

export interface VerifiedEmbedToken {
  readonly storeId: string
  readonly sessionId: string
}

/** Of which embed session is this the token? Null for every token that is malformed, forged,
 *  expired, of another issuer, a user's, or signed with an algorithm other than ours. Reads no
 *  database while the key is known; whether the session still lives is for `findEmbedSession` to
 *  say. Throws only when keys cannot be read. */
export async function verifyEmbedToken(
  identity: Identity,
  token: string,
): Promise<VerifiedEmbedToken | null> {
  const findKey = async ({ kid }: JWTHeaderParameters) => {
    const key = kid === undefined ? null : await identity.keys.find(kid)
    if (key === null) throw new errors.JWKSNoMatchingKey()
    return key
  }
  try {
    const { payload } = await jwtVerify<{ readonly ck?: unknown }>(token, findKey, {
      algorithms: ['EdDSA'],
      issuer: identity.publicUrl,
      audience: EMBED_AUDIENCE,
      requiredClaims: ['sub', 'ck', 'iat', 'exp'],
      currentDate: new Date(identity.now()),
    })
    const storeId = at(at(at(payload, 'ck'), 'partner'), 'project_id')
    return typeof payload.sub === 'string' && typeof storeId === 'string'
      ? { sessionId: payload.sub, storeId }
      : null
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}

function at(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}
