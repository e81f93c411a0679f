import { message } from '@cartwright/contract/resources/auth'
import { email } from '@cartwright/contract/scalars'
import { enqueue } from '@cartwright/db/queue'
import { z } from 'zod'

import { openOperation } from '../operation/operation.ts'
import { limits } from '../operation/rate-limit/limits.ts'

export const forgotPassword = openOperation({
  method: 'POST',
  path: '/api/v1/auth/forgot-password',
  status: 200,
  summary: 'Ask for a link to set a new password',
  description: 'The answer is the same whether or not the address has an account.',
  input: z.strictObject({ email }),
  output: z.object(message),
  errors: [],
  rateLimit: 'sign-in',
}).mutation(async ({ ctx, input }) => {
  const address = input.email.toLowerCase()
  // Counted by what was typed, so that the limit tells nothing about who has an account either.
  ctx.enforceLimit(limits.signInByAccount, `forgot-password:${address}`)
  await enqueue(ctx.db, {
    name: 'send-password-reset',
    payload: { email: address },
    key: `password-reset:${address}`,
  })
  return { message: 'If this address has an account, a link to set a new password is on its way.' }
})
