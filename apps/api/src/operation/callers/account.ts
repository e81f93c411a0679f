import { findSessionMember } from '@cartwright/db/queries/session'
import { verifyToken } from '@cartwright/identity/verify-token'

import { AppError } from '../app-error.ts'
import type { AccountFacts, RequestContext } from '../context.ts'
import { enforceRateLimit } from '../rate-limit/enforce-rate-limit.ts'
import { limits } from '../rate-limit/limits.ts'
import { bearerToken } from './bearer-token.ts'

/** Which signed-in person is calling? The token is checked locally, its session in one statement:
 *  logging out, resetting the password or leaving the team ends it at once. */
export async function authenticateAccount(ctx: RequestContext): Promise<AccountFacts> {
  const { session } = await readSession(ctx, null)
  return { user: session.user, sessionId: session.sessionId }
}

/** The living session behind the bearer token, with the membership in `storeId` when one is named.
 *  Fails with `unauthorized`. */
export async function readSession(ctx: RequestContext, storeId: string | null) {
  const { identity, db, clock } = ctx.runtime
  const token = bearerToken(ctx)
  const claims = token === null ? null : await verifyToken(identity, token)
  if (claims === null) {
    throw new AppError('unauthorized', { hint: token === null ? 'missing' : 'invalid' })
  }
  enforceRateLimit(ctx, limits.operator, claims.userId)
  const session = await findSessionMember(db, { ...claims, storeId, now: new Date(clock.now()) })
  if (session === null) throw new AppError('unauthorized', { hint: 'invalid' })
  return { session: { ...session, sessionId: claims.sessionId } }
}
