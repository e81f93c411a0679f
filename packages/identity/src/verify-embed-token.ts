import type { Identity } from './create-identity.ts'
import { EMBED_AUDIENCE } from './embed-audience.ts'
import { verifyPayload } from './verify-payload.ts'

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
  const kind = { audience: EMBED_AUDIENCE, claims: ['ck'] }
  const { sub, ck } = (await verifyPayload(identity, token, kind)) ?? {}
  const storeId = at(at(ck, 'partner'), 'project_id')
  return typeof sub === 'string' && typeof storeId === 'string' ? { storeId, sessionId: sub } : null
}

function at(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key === name)?.[1]
}
