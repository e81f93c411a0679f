import { permissionsOf } from '@cartwright/contract/permissions'
import type { membership } from '@cartwright/contract/resources/auth'
import type { UserMembership } from '@cartwright/db/queries/members'
import type { z } from 'zod'

/** A membership with what it allows. */
export function membershipResource(row: UserMembership): z.input<typeof membership> {
  return { ...row, permissions: [...permissionsOf(row.role)] }
}
