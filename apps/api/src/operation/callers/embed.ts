import { findEmbedSession } from '@cartwright/db/queries/embed-session'
import { verifyEmbedToken } from '@cartwright/identity/verify-embed-token'

import { AppError } from '../app-error.ts'
import type { EmbedFacts, RequestContext } from '../context.ts'
import { enforceRateLimit } from '../rate-limit/enforce-rate-limit.ts'
import { limits } from '../rate-limit/limits.ts'
import { bearerToken } from './bearer-token.ts'

/** Which embed session is calling? In this order: the bearer token must be one of ours for a living
 *  session (`unauthorized`), the session the one in the path (`session_not_found`), and the page that
 *  calls on the store's list, if it has one (`origin_not_allowed`). What the session may do is for
 *  the operation to check. */
export async function authenticateEmbed(ctx: RequestContext): Promise<EmbedFacts> {
  const { identity, db, clock } = ctx.runtime
  const token = bearerToken(ctx)
  if (token === null) throw new AppError('unauthorized', { hint: 'missing' })
  const claims = await verifyEmbedToken(identity, token)
  if (claims === null) throw new AppError('unauthorized', { hint: 'invalid' })
  enforceRateLimit(ctx, limits.embedSession, claims.sessionId)
  const found = await findEmbedSession(db, { ...claims, now: new Date(clock.now()) })
  if (found === undefined) throw new AppError('unauthorized', { hint: 'invalid' })
  const { session, store, allowedOrigins } = found
  if (ctx.pathParam('sessionId')?.toLowerCase() !== session.id) {
    throw new AppError('session_not_found')
  }
  requireOrigin(ctx, allowedOrigins)
  return { storeId: store.id, store, session, allowedOrigins }
}

/** The form we serve ourselves calls from our own origin, whatever the store lists. */
function requireOrigin(ctx: RequestContext, allowed: readonly string[]): void {
  const origin = ctx.header('origin')
  const own = new URL(ctx.runtime.settings.publicUrl).origin
  if (allowed.length === 0 || origin === own) return
  if (origin === undefined || !allowed.includes(origin)) throw new AppError('origin_not_allowed')
}
