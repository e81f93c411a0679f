import { sql } from 'kysely'

import type { Product } from './product.ts'

/** How many rows every table has, the queue of jobs included. */
export async function rowCounts({ database: { db } }: Product): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name
      from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'
     order by 1
  `.execute(db)
  const counts = tables.rows.map(
    ({ name }) => sql`select ${name} as name, (select count(*) from ${sql.raw(name)}) as count`,
  )
  const { rows } = await sql<{ name: string; count: number }>`
    ${sql.join(counts, sql` union all `)}
  `.execute(db)
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
}
