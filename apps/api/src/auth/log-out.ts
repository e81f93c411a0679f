import { message } from '@cartwright/contract/resources/auth'
import { endSession } from '@cartwright/identity/end-session'
import { z } from 'zod'

import { accountOperation } from '../operation/operation.ts'

export const logOut = accountOperation({
  method: 'POST',
  path: '/api/v1/auth/logout',
  status: 200,
  summary: 'Sign out',
  description: 'The token is worth nothing from now on. Other devices stay signed in.',
  input: z.strictObject({}),
  output: z.object(message),
  errors: [],
}).mutation(async ({ ctx }) => {
  await endSession(ctx.db, ctx.sessionId)
  return { message: 'Signed out.' }
})
