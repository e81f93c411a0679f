import { message, newPassword } from '@cartwright/contract/resources/auth'
import { resetPassword as resetByToken } from '@cartwright/identity/reset-password'
import { z } from 'zod'

import { openOperation } from '../operation/operation.ts'

export const resetPassword = openOperation({
  method: 'POST',
  path: '/api/v1/auth/reset-password',
  status: 200,
  summary: 'Set a new password with a mailed token',
  description: 'A token works once, for an hour. Everybody signed in as this user is signed out.',
  input: z.strictObject({ token: z.string().min(1).max(200), password: newPassword }),
  output: z.object(message),
  errors: [],
  rateLimit: 'sign-in',
}).staged(async ({ ctx, input }) => {
  const userId = await resetByToken(ctx.identity, input)
  if (userId === null) ctx.refuse(['token'], 'This link was used, is too old, or was never ours.')
  return { message: 'The new password is set. Sign in with it.' }
})
