import { sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'

export interface StorefrontTokenRow {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly allowedOrigins: readonly string[]
  readonly lastUsedAt: Date | null
  readonly expiresAt: Date | null
  readonly revokedAt: Date | null
  readonly createdAt: Date
}

export interface NewStorefrontToken {
  readonly storeId: string
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly allowedOrigins: readonly string[]
  readonly createdBy: string
  readonly now: Date
}

const columns = [
  'id',
  'name',
  'prefix',
  'scopes',
  'allowedOrigins',
  'lastUsedAt',
  'expiresAt',
  'revokedAt',
  'createdAt',
] as const

/** Every storefront token the store ever had, newest first. */
export function listStorefrontTokens(db: Database, storeId: string): Promise<StorefrontTokenRow[]> {
  return db
    .selectFrom('storefrontTokens')
    .select(columns)
    .where('storeId', '=', storeId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Writes a storefront token; a secret that opens it is written by `insertSecret`. */
export function insertStorefrontToken(
  trx: Transaction,
  { now, ...row }: NewStorefrontToken,
): Promise<StorefrontTokenRow> {
  return trx
    .insertInto('storefrontTokens')
    .values({
      ...row,
      scopes: [...row.scopes],
      allowedOrigins: [...row.allowedOrigins],
      createdAt: now,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Holds a storefront token until the end of the transaction. */
export function lockStorefrontToken(
  trx: Transaction,
  { storeId, id }: { readonly storeId: string; readonly id: string },
): Promise<StorefrontTokenRow | undefined> {
  return trx
    .selectFrom('storefrontTokens')
    .select(columns)
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Notes how the new secret of a storefront token begins. */
export function updateStorefrontTokenPrefix(
  trx: Transaction,
  {
    storeId,
    id,
    prefix,
  }: { readonly storeId: string; readonly id: string; readonly prefix: string },
): Promise<StorefrontTokenRow> {
  return trx
    .updateTable('storefrontTokens')
    .set({ prefix })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** Revokes a storefront token, or finds it revoked; undefined when the store has none of this id. */
export function revokeStorefrontToken(
  trx: Transaction,
  { storeId, id, now }: { readonly storeId: string; readonly id: string; readonly now: Date },
): Promise<StorefrontTokenRow | undefined> {
  return trx
    .updateTable('storefrontTokens')
    .set({ revokedAt: sql<Date>`coalesce(revoked_at, ${now}::timestamptz)` })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst()
}
