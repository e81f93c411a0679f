import { apiKey } from '@cartwright/contract/resources/api-key'
import { listApiKeys as selectApiKeys } from '@cartwright/db/queries/api-keys'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { apiKeyResource } from './api-key-resource.ts'

export const listApiKeys = operatorOperation({
  method: 'GET',
  path: '/api/v1/admin/store/api-keys',
  status: 200,
  permission: 'keys:read',
  summary: 'List the API keys, revoked ones too',
  input: z.strictObject({}),
  output: z.object({ apiKeys: z.array(apiKey) }),
  errors: [],
}).query(async ({ ctx }) => {
  const rows = await selectApiKeys(ctx.db, ctx.storeId)
  return { apiKeys: rows.map(apiKeyResource) }
})
