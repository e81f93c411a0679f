import type { Database } from '@cartwright/db/database'

import type { Identity } from './create-identity.ts'
import { insertSession, type InsertedSession } from './insert-session.ts'
import type { OpenedSession } from './open-session.ts'
import { signToken } from './sign-token.ts'
import { verifyPassword } from './verify-password.ts'

export interface LogInAttempt {
  readonly email: string
  readonly password: string
  readonly ipAddress: string | null
  readonly userAgent: string | null
}

export interface LoggedIn extends OpenedSession {
  readonly user: { readonly id: string; readonly email: string; readonly name: string }
}

/** Has the form of a hash and is the hash of nothing, so that an address without an account costs
 *  the same work as a wrong password. */
const NOBODYS_HASH = `${'0'.repeat(32)}:${'0'.repeat(128)}`

/** Signs in with e-mail and password. Null when either is wrong, after the same work in both cases. */
export async function logIn(identity: Identity, attempt: LogInAttempt): Promise<LoggedIn | null> {
  const credential = await findCredential(identity.db, attempt.email.toLowerCase())
  const hash = credential?.password ?? NOBODYS_HASH
  const matches = await verifyPassword(identity, { hash, password: attempt.password })
  if (credential === undefined || !matches) return null
  const session = await openUnlessReset(identity, { ...attempt, hash, userId: credential.id })
  if (session === null) return null
  const { id, email, name } = credential
  const token = await signToken(identity, session)
  return {
    token,
    sessionId: session.sessionId,
    expiresAt: session.expiresAt,
    user: { id, email, name },
  }
}

function findCredential(db: Database, email: string) {
  return db
    .selectFrom('users')
    .innerJoin('accounts', 'accounts.userId', 'users.id')
    .select(['users.id', 'users.email', 'users.name', 'accounts.password'])
    .where('users.email', '=', email)
    .where('accounts.providerId', '=', 'credential')
    .executeTakeFirst()
}

interface ProvenPassword extends LogInAttempt {
  readonly userId: string
  readonly hash: string
}

/** A reset that commits while the old password is being verified must not leave a session behind:
 *  the session is opened only while the verified hash is held in place. */
function openUnlessReset(
  identity: Identity,
  proven: ProvenPassword,
): Promise<InsertedSession | null> {
  const { userId, ipAddress, userAgent } = proven
  return identity.db.transaction().execute(async (trx) => {
    const unchanged = await trx
      .selectFrom('accounts')
      .select('id')
      .where('userId', '=', userId)
      .where('providerId', '=', 'credential')
      .where('password', '=', proven.hash)
      .forShare()
      .executeTakeFirst()
    if (unchanged === undefined) return null
    const now = new Date(identity.now())
    return insertSession(trx, { id: identity.newId(), userId, ipAddress, userAgent, now })
  })
}
