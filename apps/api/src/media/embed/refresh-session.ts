import { findRenewableSession, renewEmbedSession } from '@cartwright/db/queries/embed-session-life'
import { createSecretToken } from '@cartwright/platform/crypto/secret-token'
import { sha256Hex } from '@cartwright/platform/crypto/sha256'
import { z } from 'zod'

import { embedKeyOperation } from '../../operation/operation.ts'
import { answerSession, sessionAnswer } from './session-answer.ts'
import { SESSION_LIFE_MS } from './session-life.ts'

export const refreshSession = embedKeyOperation({
  method: 'POST',
  path: '/v1/embed/sessions/refresh',
  status: 200,
  permission: 'embed:write',
  summary: 'Prolong an embed session by four hours from now',
  description: 'A renew token works once, and only while its session lives.',
  input: z.strictObject({ renewToken: z.string().min(8).max(200) }),
  output: sessionAnswer,
  errors: ['refresh_failed'],
}).staged(async ({ ctx, input }) => {
  const { storeId, now, identity, settings } = ctx
  const renewTokenHash = Buffer.from(sha256Hex(input.renewToken), 'hex')
  const renewal = { storeId, renewTokenHash, now }
  const session = (await findRenewableSession(ctx.db, renewal)) ?? ctx.fail('refresh_failed')
  const secret = createSecretToken('ert_')
  const expiresAt = new Date(now.getTime() + SESSION_LIFE_MS)
  // Made before the token is used up: were it the other way round, a failure would end the session.
  const answer = await answerSession(
    { identity, publicUrl: settings.publicUrl },
    { ...session, storeId, expiresAt, renewToken: secret.token },
  )
  const next = { renewTokenHash: Buffer.from(secret.sha256Hex, 'hex'), expiresAt }
  return ctx.conclude(async (trx) => {
    const isRenewed = await renewEmbedSession(trx, renewal, next)
    return isRenewed ? answer : ctx.fail('refresh_failed')
  })
})
