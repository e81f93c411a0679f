import { AppError } from '../app-error.ts'
import type { CallerFacts, OperatorFacts, RequestContext } from '../context.ts'
import type { CallerKind, OperationMeta } from '../definition.ts'
import { enforceRateLimit } from '../rate-limit/enforce-rate-limit.ts'
import { limits } from '../rate-limit/limits.ts'
import { authenticateAccount } from './account.ts'
import { authenticateEmbed } from './embed.ts'
import { authenticateInternal } from './internal.ts'
import { authenticateOperator } from './operator.ts'
import type { Presume } from './presume.ts'
import { authenticateStorefront } from './storefront.ts'
import { authenticateXApiKey } from './x-api-key.ts'

/** Who is calling, and may they call this? `presume` may be told beforehand who it seems to be. Fails
 *  with `unauthorized`, `forbidden` (a member's role lacks the permission) or `insufficient_scope` (a
 *  key or token does). */
export async function authenticate(
  ctx: RequestContext,
  meta: OperationMeta,
  presume?: Presume,
): Promise<CallerFacts[CallerKind]> {
  if (meta.rateLimit === 'sign-in') enforceRateLimit(ctx, limits.signInByAddress, ctx.clientAddress)
  switch (meta.caller) {
    case 'account':
      return authenticateAccount(ctx)
    case 'operator':
    case 'key':
      return requirePermission(await authenticateOperator(ctx), meta)
    case 'x-api-key':
      return requirePermission(await authenticateXApiKey(ctx), meta)
    case 'embed':
      return authenticateEmbed(ctx)
    case 'storefront':
      return authenticateStorefront(ctx, { isRead: meta.method === 'GET', presume })
    case 'internal':
      authenticateInternal(ctx)
      return { nobody: true }
    case 'none':
    case 'link':
    // Stripe signs the body against secrets only the webhook operation holds; it verifies itself.
    case 'stripe-signature':
      return { nobody: true }
  }
}

function requirePermission(facts: OperatorFacts, { permission }: OperationMeta): OperatorFacts {
  if (permission === undefined || facts.granted.includes(permission)) return facts
  const code = facts.actor.kind === 'user' ? 'forbidden' : 'insufficient_scope'
  throw new AppError(code, { details: { required: permission } })
}
