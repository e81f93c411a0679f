import type { Database } from '../database.ts'
import { jsonb } from '../expressions/json.ts'

export interface AuditEntry {
  readonly storeId: string
  readonly id: string
  readonly actor: { readonly kind: 'user' | 'api_key' | 'system'; readonly id: string }
  /** The operation's id. */
  readonly action: string
  readonly subjectType: string | null
  readonly subjectId: string | null
  readonly requestId: string
  /** Names of changed fields, never their values: values may be secret. */
  readonly detail: Readonly<Record<string, unknown>>
}

/** Writes down who did what. Pass the transaction of the deed. */
export async function insertAuditEntry(db: Database, entry: AuditEntry): Promise<void> {
  const { actor, detail, ...rest } = entry
  await db
    .insertInto('auditLog')
    .values({ ...rest, actorKind: actor.kind, actorId: actor.id, detail: jsonb(detail) })
    .execute()
}
