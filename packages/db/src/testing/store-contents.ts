import { sql } from 'kysely'

import type { Database } from '../database.ts'

/** Everything a store has in every tenant table, as one text: equal before and after means that
 *  nothing of it was touched. */
export async function storeContents(db: Database, storeId: string): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'store_id' order by table_name
  `.execute(db)
  const parts: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ content: string | null }>`
      select string_agg(t::text, chr(10) order by t::text) as content
        from ${sql.table(name)} t where store_id = ${storeId}
    `.execute(db)
    parts.push(`${name}: ${rows[0]?.content ?? ''}`)
  }
  return parts.join('\n')
}
