import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely'
import type { Pool, PoolClient } from 'pg'

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

/** A pool whose every parameterised statement is a named prepared one: planning is half the cost
 *  of a catalogue read. Transaction control has no parameters and stays unnamed. */
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
    const name = values.length > 0 ? statementName(text) : undefined
    return client.query({ text, values: [...values], ...(name ? { name } : {}) })
  }
  return { query, release: (destroy) => client.release(destroy) }
}
