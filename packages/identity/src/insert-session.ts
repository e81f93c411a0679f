import { randomBytes } from 'node:crypto'

import type { Database } from '@cartwright/db/database'

import { sessionExpiry } from './session-life.ts'

const USER_AGENT_LENGTH = 512

export interface NewSession {
  readonly id: string
  readonly userId: string
  readonly ipAddress: string | null
  readonly userAgent: string | null
  readonly now: Date
}

export interface InsertedSession {
  readonly userId: string
  readonly sessionId: string
  readonly expiresAt: Date
}

/** Opens a session of seven days, alone or inside a transaction. Pass the answer to `signToken`
 *  after the commit. */
export async function insertSession(db: Database, session: NewSession): Promise<InsertedSession> {
  const expiresAt = sessionExpiry(session.now)
  await db
    .insertInto('sessions')
    .values({
      id: session.id,
      userId: session.userId,
      // better-auth's own session credential. Nobody is given it: a client holds a JWT instead.
      token: randomBytes(32).toString('base64url'),
      ipAddress: session.ipAddress,
      userAgent: session.userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
      expiresAt,
      createdAt: session.now,
      updatedAt: session.now,
    })
    .execute()
  return { userId: session.userId, sessionId: session.id, expiresAt }
}
