import type { Actor, CallerFacts, RequestContext } from '../context.ts'
import type { CallerKind } from '../definition.ts'

export interface CallerDescription {
  /** Who calls, as one text: an idempotency key belongs to its caller alone. */
  readonly caller: string
  readonly storeId: string | null
  /** Only operators of a store have their deeds audited. */
  readonly actor: Actor | null
}

/** Who is calling, in the terms that idempotency and audit keep. */
export function describeCaller(
  ctx: RequestContext & { readonly facts: CallerFacts[CallerKind] },
): CallerDescription {
  const { facts } = ctx
  if ('actor' in facts) {
    const { actor, storeId } = facts
    return { caller: `${actor.kind}:${actor.id}`, storeId, actor }
  }
  if ('tokenId' in facts) {
    return { caller: `token:${facts.tokenId}`, storeId: facts.storeId, actor: null }
  }
  if ('session' in facts) {
    return { caller: `embed:${facts.session.id}`, storeId: facts.storeId, actor: null }
  }
  if ('sessionId' in facts) {
    return { caller: `session:${facts.sessionId}`, storeId: null, actor: null }
  }
  return { caller: `address:${ctx.clientAddress}`, storeId: null, actor: null }
}
