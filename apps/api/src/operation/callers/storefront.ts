import {
  findStorefrontToken,
  recallStorefrontToken,
  type StorefrontToken,
} from '@cartwright/db/queries/credentials'
import { parseSecretToken } from '@cartwright/platform/crypto/secret-token'

import { AppError } from '../app-error.ts'
import type { RequestContext, StorefrontFacts } from '../context.ts'
import { enforceRateLimit } from '../rate-limit/enforce-rate-limit.ts'
import { limits } from '../rate-limit/limits.ts'
import type { Presume } from './presume.ts'

/** Which shop front is calling, and may it see drafts? Read from `x-storefront-token`, and the
 *  header `x-storefront-scope` or query parameter `scope` (`live` unless said). Who is presumed is
 *  whom the token opened the last time. */
export async function authenticateStorefront(
  ctx: RequestContext,
  { isRead, presume }: { readonly isRead: boolean; readonly presume?: Presume | undefined },
): Promise<StorefrontFacts> {
  const secret = parseSecretToken(ctx.header('x-storefront-token') ?? '', 'sft_')
  if (secret === null) throw new AppError('unauthorized')
  const limit = isRead ? limits.storefrontReads : limits.storefrontWrites
  enforceRateLimit(ctx, limit, `${secret.sha256Hex}:${ctx.clientAddress}`)
  const { db, clock, lastUsed } = ctx.runtime
  const finding = findStorefrontToken(db, secret.sha256Hex, new Date(clock.now()))
  const presumed = presume && presumedFacts(ctx, recallStorefrontToken(secret.sha256Hex))
  if (presumed !== undefined) presume?.(presumed.facts)
  const found = await finding
  if (found === undefined) throw new AppError('unauthorized')
  const refusal = refusalOf(ctx, found)
  if (refusal !== null) throw refusal
  lastUsed.record({ kind: 'storefront_token', storeId: found.id, id: found.tokenId })
  return presumed?.token === found ? presumed.facts : factsOf(ctx, found)
}

/** Undefined when nothing is known of the token, or it seems that it will be refused. */
function presumedFacts(ctx: RequestContext, token: StorefrontToken | undefined) {
  if (token === undefined || refusalOf(ctx, token) !== null) return undefined
  return { token, facts: factsOf(ctx, token) }
}

function factsOf(ctx: RequestContext, token: StorefrontToken): StorefrontFacts {
  const { tokenId, scopes: _, allowedOrigins: __, ...store } = token
  return { storeId: store.id, store, tokenId, preview: requestedScope(ctx) === 'preview' }
}

function refusalOf(ctx: RequestContext, token: StorefrontToken): AppError | null {
  const { scopes, allowedOrigins } = token
  if (!isAllowedOrigin(ctx.header('origin'), allowedOrigins)) {
    return new AppError('origin_not_allowed')
  }
  const wanted = requestedScope(ctx)
  if (wanted !== 'live' && wanted !== 'preview') {
    const message = 'The scope is "live" or "preview".'
    return new AppError('validation_failed', { issues: [{ path: ['scope'], message }] })
  }
  return scopes.includes(wanted)
    ? null
    : new AppError('insufficient_scope', { details: { required: wanted } })
}

/** A browser always names its origin; a server sends none and is not held to the list. */
function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  return origin === undefined || allowed.length === 0 || allowed.includes(origin)
}

function requestedScope(ctx: RequestContext): string {
  return ctx.header('x-storefront-scope') ?? ctx.query('scope') ?? 'live'
}
