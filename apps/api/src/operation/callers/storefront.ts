import { findStorefrontToken } from '@cartwright/db/queries/credentials'
import { parseSecretToken } from '@cartwright/platform/crypto/secret-token'

import { AppError } from '../app-error.ts'
import type { RequestContext, StorefrontFacts } from '../context.ts'
import { enforceRateLimit } from '../rate-limit/enforce-rate-limit.ts'
import { limits } from '../rate-limit/limits.ts'

/** Which shop front is calling, and may it see drafts? Read from `x-storefront-token`, and the
 *  header `x-storefront-scope` or query parameter `scope` (`live` unless said). */
export async function authenticateStorefront(
  ctx: RequestContext,
  isRead: boolean,
): Promise<StorefrontFacts> {
  const secret = parseSecretToken(ctx.header('x-storefront-token') ?? '', 'sft_')
  if (secret === null) throw new AppError('unauthorized')
  const limit = isRead ? limits.storefrontReads : limits.storefrontWrites
  enforceRateLimit(ctx, limit, `${secret.sha256Hex}:${ctx.clientAddress}`)
  const { db, clock, lastUsed } = ctx.runtime
  const found = await findStorefrontToken(db, secret.sha256Hex, new Date(clock.now()))
  if (found === undefined) throw new AppError('unauthorized')
  const { tokenId, scopes, allowedOrigins, ...store } = found
  requireOrigin(ctx, allowedOrigins)
  lastUsed.record({ kind: 'storefront_token', storeId: store.id, id: tokenId })
  return { storeId: store.id, store, tokenId, preview: requestedScope(ctx, scopes) === 'preview' }
}

/** A browser always names its origin; a server sends none and is not held to the list. */
function requireOrigin(ctx: RequestContext, allowed: readonly string[]): void {
  const origin = ctx.header('origin')
  if (origin === undefined || allowed.length === 0 || allowed.includes(origin)) return
  throw new AppError('origin_not_allowed')
}

function requestedScope(ctx: RequestContext, scopes: readonly string[]): 'live' | 'preview' {
  const wanted = ctx.header('x-storefront-scope') ?? ctx.query('scope') ?? 'live'
  if (wanted !== 'live' && wanted !== 'preview') {
    throw new AppError('validation_failed', {
      issues: [{ path: ['scope'], message: 'The scope is "live" or "preview".' }],
    })
  }
  if (!scopes.includes(wanted)) {
    throw new AppError('insufficient_scope', { details: { required: wanted } })
  }
  return wanted
}
