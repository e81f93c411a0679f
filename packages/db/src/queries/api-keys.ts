import { sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'

export interface ApiKeyRow {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly lastUsedAt: Date | null
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly createdAt: Date
}

export interface NewApiKey {
  readonly storeId: string
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly expiresAt: Date | null
  readonly createdBy: string
  readonly now: Date
}

const columns = [
  'id',
  'name',
  'prefix',
  'scopes',
  'lastUsedAt',
  'expiresAt',
  'revokedAt',
  'createdAt',
] as const

/** Every API key the store ever had, newest first. */
export function listApiKeys(db: Database, storeId: string): Promise<ApiKeyRow[]> {
  return db
    .selectFrom('apiKeys')
    .select(columns)
    .where('storeId', '=', storeId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Writes an API key; a secret that opens it is written by `insertSecret`. */
export function insertApiKey(trx: Transaction, { now, ...row }: NewApiKey): Promise<ApiKeyRow> {
  return trx
    .insertInto('apiKeys')
    .values({ ...row, scopes: [...row.scopes], createdAt: now })
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Holds an API key until the end of the transaction. */
export function lockApiKey(
  trx: Transaction,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<ApiKeyRow | undefined> {
  return trx
    .selectFrom('apiKeys')
    .select(columns)
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Notes how the new secret of an API key begins. */
export function updateApiKeyPrefix(
  trx: Transaction,
  {
    storeId,
    id,
    prefix,
  }: { readonly storeId: string; readonly id: string; readonly prefix: string },
): Promise<ApiKeyRow> {
  return trx
    .updateTable('apiKeys')
    .set({ prefix })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Revokes an API key, or finds it revoked; undefined when the store has none of this id. */
export function revokeApiKey(
  trx: Transaction,
  { storeId, id, now }: { readonly storeId: string; readonly id: string; readonly now: Date },
): Promise<ApiKeyRow | undefined> {
  return trx
    .updateTable('apiKeys')
    .set({ revokedAt: sql<Date>`coalesce(revoked_at, ${now}::timestamptz)` })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
}
