import { parseSecretToken } from '@cartwright/platform/crypto/secret-token'

import { AppError } from '../app-error.ts'
import type { OperatorFacts, RequestContext } from '../context.ts'
import { enforceWindows } from '../rate-limit/enforce-windows.ts'
import { limits } from '../rate-limit/limits.ts'
import { operatorOfKey } from './operator.ts'

/** Who acts with the store API key in `X-API-Key`? Other credentials do not open these routes. */
export async function authenticateXApiKey(ctx: RequestContext): Promise<OperatorFacts> {
  countKeyRequest(ctx)
  const header = ctx.header('x-api-key')
  const secret = parseSecretToken(header ?? '', 'sk_live_')
  if (secret === null) {
    throw new AppError('unauthorized', { hint: header === undefined ? 'missing' : 'invalid' })
  }
  return operatorOfKey(ctx, secret)
}

/** Counts a request by its key, or by its address where it brings nothing that could be one, so that
 *  every answer can tell the caller's limits. Fails with `rate_limited`. */
export function countKeyRequest(ctx: RequestContext): void {
  const secret = parseSecretToken(ctx.header('x-api-key') ?? '', 'sk_live_')
  const subject = secret?.sha256Hex ?? `address:${ctx.clientAddress}`
  enforceWindows(ctx, [limits.keyPerMinute, limits.keyPerDay], subject)
}
