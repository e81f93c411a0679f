import { errors, type JWTHeaderParameters, jwtVerify } from 'jose'

import type { Identity } from './create-identity.ts'

export interface VerifiedToken {
  readonly userId: string
  readonly sessionId: string
}

/** Whose token is this? Null for every token that is malformed, forged, expired, of another issuer
 *  or signed with an algorithm other than ours. Reads no database while the key is known; whether
 *  the session still lives is for `findSessionMember` to say. Throws only when keys cannot be read. */
export async function verifyToken(
  identity: Identity,
  token: string,
): Promise<VerifiedToken | null> {
  const findKey = async ({ kid }: JWTHeaderParameters) => {
    const key = kid === undefined ? null : await identity.keys.find(kid)
    if (key === null) throw new errors.JWKSNoMatchingKey()
    return key
  }
  try {
    const { payload } = await jwtVerify<{ readonly sid?: unknown }>(token, findKey, {
      algorithms: ['EdDSA'],
      issuer: identity.publicUrl,
      audience: identity.publicUrl,
      requiredClaims: ['sub', 'sid', 'iat', 'exp'],
      currentDate: new Date(identity.now()),
    })
    const { sub, sid } = payload
    return typeof sub === 'string' && typeof sid === 'string'
      ? { userId: sub, sessionId: sid }
      : null
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
