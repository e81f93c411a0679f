import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type { Pool, PoolClient, QueryConfig } from 'pg'

/** Told of every statement sent, `begin` and `commit` included: what query budgets are counted by. */
export type StatementListener = (sql: string) => void

/** Distinct statements that get a name per process; beyond it they go unnamed, so that SQL of
 *  changing text can never fill a server's memory with plans. */
const NAMED_STATEMENTS_LIMIT = 2_000

const names = new Map<string, string>()

/** Which prepared-statement name does this SQL text have? Same text, same name; undefined when the
 *  limit is reached. */
function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= NAMED_STATEMENTS_LIMIT) return undefined
  const name = `cw_${names.size}`
  names.set(text, name)
  return name
}

/** What the driver is told to run: every parameterised statement is a named prepared one, as planning
 *  is half the cost of a catalogue read. Transaction control has no parameters and stays unnamed. */
function statement(text: string, values: readonly unknown[]): QueryConfig<unknown[]> {
  const name = values.length > 0 ? statementName(text) : undefined
  return { text, values: [...values], ...(name ? { name } : {}) }
}

/** A pool that prepares statements, as Kysely takes it. */
export function preparingPool(pool: Pool, onStatement?: StatementListener): PostgresPool {
  // Kysely remembers clients by identity: the same connection must come as the same object.
  const clients = new WeakMap<PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? preparingClient(client, onStatement)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}

function preparingClient(client: PoolClient, onStatement?: StatementListener): PostgresPoolClient {
  // Kysely also knows cursors; nothing here opens one.
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query<R>(sql: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query(text: unknown, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('Cursors are not supported')
    onStatement?.(text)
    return client.query(statement(text, values))
  }
  return { query, release: (destroy) => client.release(destroy) }
}

/** Sends one statement and answers its rows, their columns named as in SQL. */
export type Send = (text: string, values: readonly unknown[]) => Promise<readonly SqlRow[]>

type SqlRow = Readonly<Record<string, unknown>>

/** The short way to a pool, past Kysely, for statements that are already compiled. */
export function preparingSend(pool: Pool, onStatement?: StatementListener): Send {
  return async (text, values) => {
    onStatement?.(text)
    const { rows } = await pool.query<SqlRow>(statement(text, values))
    return rows
  }
}
