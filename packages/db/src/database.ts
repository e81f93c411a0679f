import {
  CamelCasePlugin,
  Kysely,
  PostgresDialect,
  type Transaction as KyselyTransaction,
} from 'kysely'
import { type CustomTypesConfig, Pool, types } from 'pg'

import { preparingPool, preparingSend, type Send, type StatementListener } from './statement.ts'
import type { DB } from './tables.ts'

/** What a query that may run anywhere takes: the pool or an open transaction. */
export type Database = Kysely<DB>

/** What a query that locks or must commit with others takes. */
export type Transaction = KyselyTransaction<DB>

export interface DatabaseOptions {
  readonly url: string
  /** Connections at the most (default 10). */
  readonly maxConnections?: number
  /** Shown by PostgreSQL in pg_stat_activity. */
  readonly applicationName?: string
  readonly onStatement?: StatementListener
  /** Told of a connection that broke while idle; the pool replaces it. */
  readonly onIdleError?: (error: Error) => void
}

/** PostgreSQL's bigint as a number: every amount and count here is below 2^53 by contract, and one
 *  that is not must never be rounded silently. */
function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} exceeds 2^53 - 1`)
  return value
}

const typeParsers: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === types.builtins.INT8 && format !== 'binary'
      ? parseInt8
      : types.getTypeParser(oid, format),
}

/** Opens the database. Names are camelCase in code and snake_case in SQL; `destroy()` closes the
 *  pool. Connecting happens on first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    application_name: options.applicationName ?? 'cartwright',
    types: typeParsers,
    connectionTimeoutMillis: 10_000,
  })
  pool.on('error', (error) => options.onIdleError?.(error))
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: preparingPool(pool, options.onStatement) }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  senders.set(db, preparingSend(pool, options.onStatement))
  return db
}

const senders = new WeakMap<Database, Send>()

/** The short way to this database's pool. Undefined for a transaction, whose statements all have to
 *  go over its own connection. */
export function senderOf(db: Database): Send | undefined {
  return senders.get(db)
}
