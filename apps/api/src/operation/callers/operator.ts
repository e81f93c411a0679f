import { isPermission, permissionsOf } from '@cartwright/contract/permissions'
import { isUuid } from '@cartwright/contract/scalars'
import { findApiKey } from '@cartwright/db/queries/credentials'
import { parseSecretToken, type SecretToken } from '@cartwright/platform/crypto/secret-token'

import { AppError } from '../app-error.ts'
import type { OperatorFacts, RequestContext } from '../context.ts'
import { enforceRateLimit } from '../rate-limit/enforce-rate-limit.ts'
import { limits } from '../rate-limit/limits.ts'
import { readSession } from './account.ts'
import { bearerToken } from './bearer-token.ts'

/** Who acts for which store? Either a store API key (the store is the key's), or a signed-in member
 *  of the store named by `x-store-id`. A store one is no member of looks like one that does not
 *  exist: `not_found`. */
export async function authenticateOperator(ctx: RequestContext): Promise<OperatorFacts> {
  const token = bearerToken(ctx)
  if (token?.startsWith('sk_') !== true) return byMember(ctx)
  const secret = parseSecretToken(token, 'sk_live_')
  if (secret === null) throw new AppError('unauthorized', { hint: 'invalid' })
  enforceRateLimit(ctx, limits.apiKey, secret.sha256Hex)
  return operatorOfKey(ctx, secret)
}

/** Who acts with this store API key? Fails with `unauthorized` when it is unknown, revoked or
 *  expired. */
export async function operatorOfKey(
  ctx: RequestContext,
  secret: Pick<SecretToken, 'sha256Hex'>,
): Promise<OperatorFacts> {
  const { db, clock } = ctx.runtime
  const key = await findApiKey(db, secret.sha256Hex, new Date(clock.now()))
  if (key === undefined) throw new AppError('unauthorized', { hint: 'invalid' })
  const { keyId, keyName, scopes, ...store } = key
  ctx.runtime.lastUsed.record({ kind: 'api_key', storeId: store.id, id: keyId })
  return {
    storeId: store.id,
    store,
    actor: { kind: 'api_key', id: keyId, label: `API key ${keyName}` },
    role: null,
    granted: scopes.filter(isPermission),
  }
}

async function byMember(ctx: RequestContext): Promise<OperatorFacts> {
  const storeId = ctx.header('x-store-id')
  const { session } = await readSession(ctx, isUuid(storeId) ? storeId : null)
  if (storeId === undefined) {
    throw new AppError('validation_failed', {
      issues: [{ path: ['x-store-id'], message: 'Name the store in the header x-store-id.' }],
    })
  }
  if (session.membership === null) throw new AppError('not_found')
  const { role, store } = session.membership
  return {
    storeId: store.id,
    store,
    actor: { kind: 'user', id: session.user.id, label: session.user.name },
    role,
    granted: permissionsOf(role),
  }
}
