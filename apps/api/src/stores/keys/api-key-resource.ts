import { isPermission } from '@cartwright/contract/permissions'
import type { apiKey } from '@cartwright/contract/resources/api-key'
import type { ApiKeyRow } from '@cartwright/db/queries/api-keys'
import type { z } from 'zod'

/** An API key as callers see it. */
export function apiKeyResource(row: ApiKeyRow): z.input<typeof apiKey> {
  return {
    ...row,
    scopes: row.scopes.filter(isPermission),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
