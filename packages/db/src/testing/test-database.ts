import { randomBytes } from 'node:crypto'

import { Client, type QueryResult } from 'pg'
import { inject } from 'vitest'

import { type Database, openDatabase } from '../database.ts'
import { TEMPLATE_DATABASE } from './global-setup.ts'

export interface TestDatabase extends AsyncDisposable {
  readonly url: string
  readonly db: Database
  /** Every statement sent through `db` so far, `begin` and `commit` included. */
  readonly statements: string[]
}

/** A database of its own for one test file: a clone of the migrated template, dropped at disposal.
 *  Disposal fails when a transaction was left open, so that no test can leak one. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} template ${TEMPLATE_DATABASE} strategy file_copy`)
  const target = new URL(server)
  target.pathname = `/${name}`
  const statements: string[] = []
  const db = openDatabase({ url: target.href, onStatement: (text) => statements.push(text) })
  return {
    url: target.href,
    db,
    statements,
    async [Symbol.asyncDispose]() {
      const leaked = await leakedTransactions(server, name)
      await db.destroy()
      await onServer(server, `drop database ${name} with (force)`)
      if (leaked > 0) throw new Error(`${leaked} transaction(s) were left open`)
    },
  }
}

async function leakedTransactions(server: string, name: string): Promise<number> {
  const { rows } = await onServer(
    server,
    `select 1 from pg_stat_activity where datname = '${name}' and state like 'idle in transaction%'`,
  )
  return rows.length
}

async function onServer(url: string, text: string): Promise<QueryResult> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
