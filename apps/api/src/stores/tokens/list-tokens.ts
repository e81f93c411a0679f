import { storefrontToken } from '@cartwright/contract/resources/token'
import { listStorefrontTokens } from '@cartwright/db/queries/storefront-tokens'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { tokenResource } from './token-resource.ts'

export const listTokens = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/store/storefront-tokens',
  status: 200,
  permission: 'tokens:read',
  summary: 'List the storefront tokens, revoked ones too',
  input: z.strictObject({}),
  output: z.object({ tokens: z.array(storefrontToken) }),
  errors: [],
}).query(async ({ ctx }) => {
  const rows = await listStorefrontTokens(ctx.db, ctx.storeId)
  return { tokens: rows.map(tokenResource) }
})
