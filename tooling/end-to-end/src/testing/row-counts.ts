import { sql } from 'kysely'

import type { Product } from './product.ts'

export type RowCounts = Readonly<Record<string, number>>

/** How many rows every table has, the queue of jobs included. */
export async function rowCounts({ database: { db } }: Product): Promise<RowCounts> {
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

/** The tables that have more or fewer rows than they had, with the difference. */
export async function rowsWrittenSince(product: Product, before: RowCounts): Promise<RowCounts> {
  const after = await rowCounts(product)
  const differences = Object.entries(after).map(
    ([name, count]) => [name, count - (before[name] ?? 0)] as const,
  )
  return Object.fromEntries(differences.filter(([, difference]) => difference !== 0))
}
