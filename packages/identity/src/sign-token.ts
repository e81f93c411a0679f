import type { Identity } from './create-identity.ts'
import { signPayload } from './sign-payload.ts'

export interface TokenSession {
  readonly userId: string
  readonly sessionId: string
  readonly expiresAt: Date
}

/** The bearer token of a session: a JWT (EdDSA) with `sub` the user, `sid` the session, `iss` and
 *  `aud` the public URL, ending when the session ends. Call it after the session is committed: it
 *  reads the signing key on a connection of its own. */
export function signToken(identity: Identity, session: TokenSession): Promise<string> {
  return signPayload(identity, {
    sub: session.userId,
    sid: session.sessionId,
    iat: Math.floor(identity.now() / 1000),
    exp: Math.floor(session.expiresAt.getTime() / 1000),
  })
}
