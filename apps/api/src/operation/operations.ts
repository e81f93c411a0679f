import type { AnyTRPCRouter } from '@trpc/server'

import type { ServedOperation } from './definition.ts'

export interface Operation {
  /** Its path in the router: `admin.products.create`. */
  readonly id: string
  readonly type: 'query' | 'mutation'
  readonly meta: ServedOperation
}

/** Every operation of a router. tRPC has no public way to enumerate procedures, so this is the one
 *  place that looks inside; its test notices when the inside changes. */
export function operationsOf(router: AnyTRPCRouter): Operation[] {
  const procedures: Record<string, { _def: { type: string; meta?: unknown } }> =
    router._def.procedures
  return Object.entries(procedures).map(([id, { _def }]) => ({
    id,
    type: _def.type === 'query' ? 'query' : 'mutation',
    meta: _def.meta as ServedOperation,
  }))
}
