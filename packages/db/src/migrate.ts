import { readdir, readFile } from 'node:fs/promises'

import { runMigrations } from 'graphile-worker'
import { sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'

import { openDatabase } from './database.ts'

const folder = new URL('../migrations/', import.meta.url)

/** A migration that cannot have its lock gives up instead of queueing every reader behind it. */
const LOCK_TIMEOUT_MS = 4_000
const ATTEMPTS = 5

/** Brings a database to the present schema: ours, then the job queue's. Forward only; running it
 *  again, or from several processes at once, is safe. Throws when a migration fails, leaving the
 *  schema as the last complete one made it. Returns the names of the migrations it ran. */
export async function migrate(url: string): Promise<string[]> {
  const db = openDatabase({ url, maxConnections: 2, applicationName: 'cartwright-migrate' })
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
    for (let attempt = 1; ; attempt += 1) {
      const { error, results } = await migrator.migrateToLatest()
      if (error === undefined) {
        await runMigrations({ connectionString: url })
        return (results ?? []).map((result) => result.migrationName)
      }
      if (!isLockTimeout(error) || attempt === ATTEMPTS) throw error
    }
  } finally {
    await db.destroy()
  }
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Object.fromEntries(files.map((name) => [name.replace(/\.sql$/, ''), sqlMigration(name)]))
}

function sqlMigration(name: string): Migration {
  return {
    async up(db) {
      const text = await readFile(new URL(name, folder), 'utf8')
      await sql.raw(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`).execute(db)
      await sql.raw(text).execute(db)
    },
  }
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03'
}
