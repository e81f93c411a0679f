import { isPermission } from '@cartwright/contract/permissions'
import { apiKey } from '@cartwright/contract/resources/api-key'
import { overlapSeconds, shownOnce } from '@cartwright/contract/resources/secret'
import { idInput } from '@cartwright/contract/scalars'
import { lockApiKey, updateApiKeyPrefix } from '@cartwright/db/queries/api-keys'
import { replaceSecret } from '@cartwright/db/queries/secrets'
import { createSecretToken } from '@cartwright/platform/crypto/secret-token'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { requireGranted } from '../require-granted.ts'
import { endedState } from '../secret-state.ts'
import { apiKeyResource } from './api-key-resource.ts'

export const rotateApiKey = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/api-keys/{keyId}/rotate',
  status: 201,
  permission: 'keys:write',
  summary: 'Give an API key a new secret',
  description:
    'Old and new secret both work during the overlap. Whoever rotates a key learns its secret, ' +
    'so it takes all that the key may do.',
  input: z.strictObject({ keyId: idInput, overlapSeconds }),
  output: z.object({ apiKey, secret: shownOnce }),
  errors: ['forbidden', 'insufficient_scope', 'illegal_transition'],
}).mutation(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  const subject = { storeId, id: input.keyId }
  const key = (await lockApiKey(ctx.db, subject)) ?? ctx.fail('not_found')
  const state = endedState(key, now)
  if (state !== null) ctx.fail('illegal_transition', { state })
  requireGranted(ctx, key.scopes.filter(isPermission))
  const { token: secret, displayPrefix: prefix, sha256Hex } = createSecretToken('sk_live_')
  await replaceSecret(ctx.db, {
    kind: 'api_key',
    storeId,
    subjectId: key.id,
    secretHash: Buffer.from(sha256Hex, 'hex'),
    now,
    oldUntil: new Date(now.getTime() + input.overlapSeconds * 1_000),
  })
  const rotated = await updateApiKeyPrefix(ctx.db, { ...subject, prefix })
  return { apiKey: apiKeyResource(rotated), secret }
})
