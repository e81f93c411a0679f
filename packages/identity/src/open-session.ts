import type { Identity } from './create-identity.ts'
import { insertSession } from './insert-session.ts'
import { signToken } from './sign-token.ts'

export interface SessionOpening {
  readonly userId: string
  readonly ipAddress: string | null
  readonly userAgent: string | null
}

export interface OpenedSession {
  /** The JWT the client sends as `Authorization: Bearer`. */
  readonly token: string
  readonly sessionId: string
  readonly expiresAt: Date
}

/** Signs a user in whose identity is already proven. Inside a transaction use `insertSession` and,
 *  after the commit, `signToken`. */
export async function openSession(
  identity: Identity,
  opening: SessionOpening,
): Promise<OpenedSession> {
  const now = new Date(identity.now())
  const session = await insertSession(identity.db, { ...opening, id: identity.newId(), now })
  const token = await signToken(identity, session)
  return { token, sessionId: session.sessionId, expiresAt: session.expiresAt }
}
