/** Everything that can be allowed to a role, a store API key or a token. */
export const permissions = [
  'store:read',
  'store:write',
  'payments:write',
  'tokens:read',
  'tokens:write',
  'keys:read',
  'keys:write',
  'team:read',
  'team:write',
  'media:read',
  'media:write',
  'products:read',
  'products:write',
  'inventory:write',
  'collections:read',
  'collections:write',
  'customers:read',
  'customers:write',
  'discounts:read',
  'discounts:write',
  'orders:read',
  'orders:write',
  'reviews:read',
  'reviews:write',
  'marketing:read',
  'marketing:write',
  'webhooks:read',
  'webhooks:write',
  'integrations:write',
  'embed:write',
] as const

export type Permission = (typeof permissions)[number]

export const roles = ['owner', 'admin', 'editor', 'viewer'] as const

export type Role = (typeof roles)[number]

const editorWrites: readonly Permission[] = [
  'media:write',
  'products:write',
  'inventory:write',
  'collections:write',
  'customers:write',
  'discounts:write',
  'orders:write',
  'reviews:write',
  'marketing:write',
]

/** What may a member of this role do? Owner: all; admin: all but money; editor: the shop's content,
 *  orders and people; viewer: look. */
export function permissionsOf(role: Role): readonly Permission[] {
  switch (role) {
    case 'owner':
      return permissions
    case 'admin':
      return permissions.filter((permission) => permission !== 'payments:write')
    case 'editor':
      return permissions.filter((it) => it.endsWith(':read') || editorWrites.includes(it))
    case 'viewer':
      return permissions.filter((it) => it.endsWith(':read'))
  }
}

const known: ReadonlySet<string> = new Set(permissions)

/** Is this text the name of a permission? */
export function isPermission(text: string): text is Permission {
  return known.has(text)
}
