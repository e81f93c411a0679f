import { shownOnce } from '@cartwright/contract/resources/secret'
import { storefrontToken, tokenScope } from '@cartwright/contract/resources/token'
import { line } from '@cartwright/contract/scalars'
import { webOrigins } from '@cartwright/contract/web-origin'
import { insertSecret } from '@cartwright/db/queries/secrets'
import { insertStorefrontToken } from '@cartwright/db/queries/storefront-tokens'
import { createSecretToken } from '@cartwright/platform/crypto/secret-token'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { requireGranted } from '../require-granted.ts'
import { scopesNeed } from './scopes-need.ts'
import { tokenResource } from './token-resource.ts'

export const createToken = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/storefront-tokens',
  status: 201,
  permission: 'tokens:write',
  summary: 'Create a storefront token',
  description: 'Previewing shows drafts, so it takes products:read to hand it out.',
  input: z.strictObject({
    name: line(120),
    scopes: z.array(tokenScope).min(1).max(2).default(['live']),
    allowedOrigins: webOrigins.default([]).describe('Exact origins; none: any origin'),
  }),
  output: z.object({ token: storefrontToken, secret: shownOnce }),
  errors: ['forbidden', 'insufficient_scope'],
}).mutation(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  requireGranted(ctx, scopesNeed(input.scopes))
  const { token: secret, displayPrefix: prefix, sha256Hex } = createSecretToken('sft_')
  const token = await insertStorefrontToken(ctx.db, {
    ...input,
    storeId,
    id: ctx.ids.uuidv7(),
    scopes: [...new Set(input.scopes)],
    prefix,
    createdBy: ctx.actor.id,
    now,
  })
  await insertSecret(ctx.db, {
    kind: 'storefront_token',
    storeId,
    subjectId: token.id,
    secretHash: Buffer.from(sha256Hex, 'hex'),
    now,
  })
  return { token: tokenResource(token), secret }
})
