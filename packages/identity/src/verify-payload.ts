import { errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose'

import type { Identity } from './create-identity.ts'

export interface TokenKind {
  /** Keeps tokens of one kind from passing for another. */
  readonly audience: string
  /** Claims it has, besides those every token has. */
  readonly claims: readonly string[]
}

/** What does a token of this kind say? Null for every token that is malformed, forged, expired, of
 *  another issuer or kind, or signed with an algorithm other than ours. Reads no database while the
 *  key is known. Throws only when keys cannot be read. */
export async function verifyPayload(
  identity: Identity,
  token: string,
  { audience, claims }: TokenKind,
): Promise<JWTPayload | null> {
  const findKey = async ({ kid }: JWTHeaderParameters) => {
    const key = kid === undefined ? null : await identity.keys.find(kid)
    if (key === null) throw new errors.JWKSNoMatchingKey()
    return key
  }
  try {
    const { payload } = await jwtVerify(token, findKey, {
      algorithms: ['EdDSA'],
      issuer: identity.publicUrl,
      audience,
      requiredClaims: ['sub', 'iat', 'exp', ...claims],
      currentDate: new Date(identity.now()),
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
