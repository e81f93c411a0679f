import { membership, user } from '@cartwright/contract/resources/auth'
import { listMemberships } from '@cartwright/db/queries/members'
import { z } from 'zod'

import { accountOperation } from '../operation/operation.ts'
import { membershipResource } from './membership-resource.ts'

export const getMe = accountOperation({
  method: 'GET',
  path: '/api/v1/auth/me',
  status: 200,
  summary: 'Who is signed in, and for which stores may they act?',
  input: z.strictObject({}),
  output: z.object({ user, memberships: z.array(membership) }),
  errors: [],
}).query(async ({ ctx }) => {
  const memberships = await listMemberships(ctx.db, ctx.user.id)
  return { user: ctx.user, memberships: memberships.map(membershipResource) }
})
