import type { Permission } from '@cartwright/contract/permissions'

import type { OperatorFacts } from '../operation/context.ts'

interface Granting extends Pick<OperatorFacts, 'actor' | 'granted'> {
  readonly fail: (
    code: 'forbidden' | 'insufficient_scope',
    details: { readonly required: Permission },
  ) => never
}

/** Nobody hands out more than they have: ends the operation unless the caller may do all of this. */
export function requireGranted(ctx: Granting, permissions: readonly Permission[]): void {
  const required = permissions.find((permission) => !ctx.granted.includes(permission))
  if (required === undefined) return
  ctx.fail(ctx.actor.kind === 'user' ? 'forbidden' : 'insufficient_scope', { required })
}
