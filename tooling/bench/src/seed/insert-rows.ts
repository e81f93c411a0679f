import type { Client } from 'pg'

export type Row = Readonly<Record<string, unknown>>

/** Inserts rows of one shape, keyed by column, in one statement. */
export async function insertRows(
  client: Client,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const columns = Object.keys(first).join(', ')
  await client.query(
    `insert into ${table} (${columns})
     select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
    [JSON.stringify(rows)],
  )
}
