import type { storefrontToken, tokenScope } from '@cartwright/contract/resources/token'
import type { StorefrontTokenRow } from '@cartwright/db/queries/storefront-tokens'
import type { z } from 'zod'

/** A storefront token as callers see it. */
export function tokenResource(row: StorefrontTokenRow): z.input<typeof storefrontToken> {
  return {
    ...row,
    scopes: row.scopes.filter(isScope),
    allowedOrigins: [...row.allowedOrigins],
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}

function isScope(text: string): text is z.output<typeof tokenScope> {
  return text === 'live' || text === 'preview'
}
