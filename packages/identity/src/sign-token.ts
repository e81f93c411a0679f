import { decodeProtectedHeader } from 'jose'

import type { Identity } from './create-identity.ts'

export interface TokenSession {
  readonly userId: string
  readonly sessionId: string
  readonly expiresAt: Date
}

/** The bearer token of a session: a JWT (EdDSA) with `sub` the user, `sid` the session, `iss` and
 *  `aud` the public URL, ending when the session ends. Call it after the session is committed: it
 *  reads the signing key on a connection of its own. */
export async function signToken(identity: Identity, session: TokenSession): Promise<string> {
  const auth = await identity.auth()
  const { token } = await auth.api.signJWT({
    body: {
      payload: {
        sub: session.userId,
        sid: session.sessionId,
        iat: Math.floor(identity.now() / 1000),
        exp: Math.floor(session.expiresAt.getTime() / 1000),
      },
    },
  })
  const { kid } = decodeProtectedHeader(token)
  if (kid !== undefined) identity.keys.announce(kid)
  return token
}
