import { overlapSeconds, shownOnce } from '@cartwright/contract/resources/secret'
import { storefrontToken } from '@cartwright/contract/resources/token'
import { idInput } from '@cartwright/contract/scalars'
import { replaceSecret } from '@cartwright/db/queries/secrets'
import {
  lockStorefrontToken,
  updateStorefrontTokenPrefix,
} from '@cartwright/db/queries/storefront-tokens'
import { createSecretToken } from '@cartwright/platform/crypto/secret-token'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { requireGranted } from '../require-granted.ts'
import { endedState } from '../secret-state.ts'
import { scopesNeed } from './scopes-need.ts'
import { tokenResource } from './token-resource.ts'

export const rotateToken = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/storefront-tokens/{tokenId}/rotate',
  status: 201,
  permission: 'tokens:write',
  summary: 'Give a storefront token a new secret',
  description:
    'Old and new secret both work during the overlap, so that shop fronts can change over.',
  input: z.strictObject({ tokenId: idInput, overlapSeconds }),
  output: z.object({ token: storefrontToken, secret: shownOnce }),
  errors: ['forbidden', 'insufficient_scope', 'illegal_transition'],
}).mutation(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  const subject = { storeId, id: input.tokenId }
  const token = (await lockStorefrontToken(ctx.db, subject)) ?? ctx.fail('not_found')
  const state = endedState(token, now)
  if (state !== null) ctx.fail('illegal_transition', { state })
  requireGranted(ctx, scopesNeed(token.scopes))
  const { token: secret, displayPrefix: prefix, sha256Hex } = createSecretToken('sft_')
  await replaceSecret(ctx.db, {
    kind: 'storefront_token',
    storeId,
    subjectId: token.id,
    secretHash: Buffer.from(sha256Hex, 'hex'),
    now,
    oldUntil: new Date(now.getTime() + input.overlapSeconds * 1_000),
  })
  const rotated = await updateStorefrontTokenPrefix(ctx.db, { ...subject, prefix })
  return { token: tokenResource(rotated), secret }
})
