import type { Permission } from '@cartwright/contract/permissions'

/** What must somebody be allowed who hands out a token with these scopes? */
export function scopesNeed(scopes: readonly string[]): readonly Permission[] {
  return scopes.includes('preview') ? ['products:read'] : []
}
