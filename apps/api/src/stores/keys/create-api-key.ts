import { permissions } from '@cartwright/contract/permissions'
import { apiKey } from '@cartwright/contract/resources/api-key'
import { shownOnce } from '@cartwright/contract/resources/secret'
import { line, timestampInput } from '@cartwright/contract/scalars'
import { insertApiKey } from '@cartwright/db/queries/api-keys'
import { insertSecret } from '@cartwright/db/queries/secrets'
import { createSecretToken } from '@cartwright/platform/crypto/secret-token'
import { z } from 'zod'

import { operatorOperation } from '../../operation/operation.ts'
import { requireGranted } from '../require-granted.ts'
import { apiKeyResource } from './api-key-resource.ts'

export const createApiKey = operatorOperation({
  method: 'POST',
  path: '/api/v1/admin/store/api-keys',
  status: 201,
  permission: 'keys:write',
  summary: 'Create an API key',
  description: 'A key can be given only what its creator may do.',
  input: z.strictObject({
    name: line(120),
    scopes: z.array(z.enum(permissions)).min(1).max(permissions.length),
    expiresAt: timestampInput.nullable().default(null).describe('Null: until it is revoked'),
  }),
  output: z.object({ apiKey, secret: shownOnce }),
  errors: ['forbidden', 'insufficient_scope'],
}).mutation(async ({ ctx, input }) => {
  const { storeId, now } = ctx
  const expiresAt = input.expiresAt === null ? null : new Date(input.expiresAt)
  if (expiresAt !== null && expiresAt <= now) ctx.refuse(['expiresAt'], 'Must be in the future')
  requireGranted(ctx, input.scopes)
  const { token: secret, displayPrefix: prefix, sha256Hex } = createSecretToken('sk_live_')
  const key = await insertApiKey(ctx.db, {
    storeId,
    id: ctx.ids.uuidv7(),
    name: input.name,
    scopes: [...new Set(input.scopes)],
    expiresAt,
    prefix,
    createdBy: ctx.actor.id,
    now,
  })
  await insertSecret(ctx.db, {
    kind: 'api_key',
    storeId,
    subjectId: key.id,
    secretHash: Buffer.from(sha256Hex, 'hex'),
    now,
  })
  return { apiKey: apiKeyResource(key), secret }
})
