import { signedIn } from '@cartwright/contract/resources/auth'
import { email } from '@cartwright/contract/scalars'
import { listMemberships } from '@cartwright/db/queries/members'
import { logIn as openWithPassword } from '@cartwright/identity/log-in'
import { z } from 'zod'

import { openOperation } from '../operation/operation.ts'
import { limits } from '../operation/rate-limit/limits.ts'
import { membershipResource } from './membership-resource.ts'

export const logIn = openOperation({
  method: 'POST',
  path: '/api/v1/auth/login',
  status: 200,
  summary: 'Sign in with e-mail and password',
  description: 'A wrong password and an unknown address get the same answer.',
  input: z.strictObject({ email, password: z.string().min(1).max(1_000) }),
  output: z.object(signedIn),
  errors: ['unauthorized'],
  rateLimit: 'sign-in',
}).staged(async ({ ctx, input }) => {
  const address = input.email.toLowerCase()
  ctx.enforceLimit(limits.signInByAccount, `login:${address}`)
  const opened = await openWithPassword(ctx.identity, {
    email: address,
    password: input.password,
    ipAddress: ctx.clientAddress,
    userAgent: ctx.header('user-agent') ?? null,
  })
  if (opened === null) return ctx.fail('unauthorized')
  const memberships = await listMemberships(ctx.db, opened.user.id)
  return {
    token: opened.token,
    expiresAt: opened.expiresAt.toISOString(),
    user: opened.user,
    memberships: memberships.map(membershipResource),
  }
})
