import { Client } from 'pg'

import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/**
 * Creates the database `name` on the server of `url` unless it is there.
 *
 * @throws EmbeddedPostgresError when the server does not know the password.
 */
export async function ensureDatabase(url: string, name: string): Promise<void> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new Client({ connectionString: maintenance.href })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } catch (error) {
    if (!isWrongPassword(error)) throw error
    throw new EmbeddedPostgresError(
      'The password file and the database files in DATA_DIR do not belong together: put the file `postgres/password` back, or remove the folder `postgres` to begin with an empty database.',
      { cause: error },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

function isWrongPassword(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '28P01'
}
