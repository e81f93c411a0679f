import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'

import { migrate } from './migrate.ts'
import { createTestDatabase } from './testing/test-database.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())

describe('migrate', () => {
  it('runs nothing the second time', async () => {
    expect(await migrate(database.url)).toEqual([])
  })

  it('starts every primary and unique key of a tenant table with its store', async () => {
    const { rows } = await sql<{ name: string }>`
      select i.relname as name
        from pg_index x
        join pg_class i on i.oid = x.indexrelid
        join pg_class t on t.oid = x.indrelid
        join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
        join pg_attribute s on s.attrelid = t.oid and s.attname = 'store_id'
       where x.indisunique and x.indkey[0] <> s.attnum
    `.execute(database.db)
    // Directories, read before the store of a request is known, are keyed by what they look up.
    expect(rows.map((row) => row.name).sort()).toEqual([
      'credentials_pkey',
      'inbox_events_pkey',
      'stripe_accounts_pkey',
    ])
  })

  it('includes the store in every foreign key between tenant tables', async () => {
    const { rows } = await sql<{ name: string }>`
      select c.conname as name
        from pg_constraint c
        join pg_class f on f.oid = c.confrelid
        join pg_namespace n on n.oid = f.relnamespace and n.nspname = 'public'
        join pg_attribute s on s.attrelid = f.oid and s.attname = 'store_id'
       where c.contype = 'f' and not s.attnum = any (c.confkey)
    `.execute(database.db)
    expect(rows).toEqual([])
  })
})
