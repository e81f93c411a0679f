import { apiKey } from '@cartwright/contract/resources/api-key'
import { idInput } from '@cartwright/contract/scalars'
import { revokeApiKey as markRevoked } from '@cartwright/db/queries/api-keys'
import { deleteSecrets } from '@cartwright/db/queries/secrets'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { apiKeyResource } from './api-key-resource.ts'

export const revokeApiKey = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/api-keys/{keyId}/revoke',
  status: 200,
  permission: 'keys:write',
  summary: 'Revoke an API key',
  description:
    'Its secrets are refused from the next request on. Revoking it again changes nothing.',
  input: z.strictObject({ keyId: idInput }),
  output: z.object({ apiKey }),
  errors: [],
}).mutation(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  const key =
    (await markRevoked(ctx.db, { storeId, id: input.keyId, now })) ?? ctx.fail('not_found')
  await deleteSecrets(ctx.db, { storeId, subjectId: key.id })
  return { apiKey: apiKeyResource(key) }
})
