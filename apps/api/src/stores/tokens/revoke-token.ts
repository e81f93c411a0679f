import { storefrontToken } from '@cartwright/contract/resources/token'
import { idInput } from '@cartwright/contract/scalars'
import { deleteSecrets } from '@cartwright/db/queries/secrets'
import { revokeStorefrontToken } from '@cartwright/db/queries/storefront-tokens'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { tokenResource } from './token-resource.ts'

export const revokeToken = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/storefront-tokens/{tokenId}/revoke',
  status: 200,
  permission: 'tokens:write',
  summary: 'Revoke a storefront token',
  description:
    'Its secrets are refused from the next request on. Revoking it again changes nothing.',
  input: z.strictObject({ tokenId: idInput }),
  output: z.object({ token: storefrontToken }),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  const subject = { storeId, id: input.tokenId, now }
  const token = (await revokeStorefrontToken(ctx.db, subject)) ?? ctx.fail('not_found')
  await deleteSecrets(ctx.db, { storeId, subjectId: token.id })
  return { token: tokenResource(token) }
})
