import type { AuditEntry } from '@cartwright/db/queries/audit-log'

import type { Actor, RequestContext } from './context.ts'
import type { OperationMeta } from './definition.ts'

export interface EffectFacts {
  readonly ctx: RequestContext
  readonly meta: OperationMeta
  /** The operation's id. */
  readonly operation: string
  readonly caller: string
  readonly storeId: string | null
  /** Null for callers that are not operators of a store: what they do is not audited. */
  readonly actor: Actor | null
  readonly input: unknown
}

/** What the audit log says about this deed; null when it is not an operator's. Field names are
 *  kept, values are not: they may be secret. */
export function auditEntry(facts: EffectFacts, data: unknown): AuditEntry | null {
  const { actor, storeId, meta, ctx, operation } = facts
  if (actor === null || storeId === null) return null
  const pathNames = [...meta.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const input = isRecord(facts.input) ? facts.input : {}
  return {
    storeId,
    id: ctx.runtime.ids.uuidv7(),
    actor,
    action: operation,
    subjectType: operation.split('.').at(-2) ?? null,
    subjectId: textAt(input, pathNames.at(-1) ?? '') ?? createdId(data),
    requestId: ctx.requestId,
    detail: { fields: Object.keys(input).filter((name) => !pathNames.includes(name)) },
  }
}

/** The id of what an operation made: its data names one resource, or is one. */
function createdId(data: unknown): string | null {
  if (!isRecord(data)) return null
  const resource = Object.values(data).find(isRecord) ?? {}
  return textAt(resource, 'id') ?? textAt(data, 'id') ?? textAt(data, 'mediaId')
}

function textAt(record: Record<string, unknown>, key: string): string | null {
  const value = record[key]
  return typeof value === 'string' ? value.slice(0, 200) : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
