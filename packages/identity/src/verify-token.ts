import type { Identity } from './create-identity.ts'
import { verifyPayload } from './verify-payload.ts'

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
  const kind = { audience: identity.publicUrl, claims: ['sid'] }
  const { sub, sid } = (await verifyPayload(identity, token, kind)) ?? {}
  return typeof sub === 'string' && typeof sid === 'string' ? { userId: sub, sessionId: sid } : null
}
