import { type CompiledQuery, type RawBuilder, sql } from 'kysely'

import { type Database, senderOf } from './database.ts'

/** The places in a query for the values that each run brings, by name. */
export type Given<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> }

class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A query whose text never changes, built and compiled on its first run only, and sent past the
 *  query builder: for those that run with nearly every request, where building costs more than
 *  reading.
 *
 *      const byEmail = preparedQuery((db, given: Given<{ email: string }>) =>
 *        db.selectFrom('users').select('id').where('email', '=', given.email).compile())
 *      const [user] = await byEmail(db, { email })
 */
export function preparedQuery<Values extends object, Row>(
  build: (db: Database, given: Given<Values>) => CompiledQuery<Row>,
): (db: Database, values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined
  const names = new Map<string, string>()
  return async (db, values) => {
    compiled ??= build(db, slots<Values>())
    const brought = new Map<string, unknown>(Object.entries(values))
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? brought.get(parameter.name) : parameter,
    )
    const send = senderOf(db)
    if (send === undefined) return (await db.executeQuery<Row>({ ...compiled, parameters })).rows
    const rows = await send(compiled.sql, parameters)
    return rows.map((row) => named(row, names) as Row)
  }
}

/** Runs a query whose columns are named as in code, past the query builder: for those that run with
 *  nearly every request and whose text depends on what is asked. */
export async function sendCompiled<Row>(db: Database, query: CompiledQuery<Row>): Promise<Row[]> {
  const send = senderOf(db)
  if (send === undefined) return (await db.executeQuery(query)).rows
  return [...(await send(query.sql, query.parameters))] as Row[]
}

/** A row with its columns named as in code; each name is worked out once. */
function named(row: Readonly<Record<string, unknown>>, names: Map<string, string>): object {
  const result: Record<string, unknown> = {}
  for (const column of Object.keys(row)) {
    const name =
      names.get(column) ?? column.replace(/_(\w)/g, (_, next: string) => next.toUpperCase())
    names.set(column, name)
    result[name] = row[column]
  }
  return result
}

/** Makes the place for a value when the query names it. */
const placing: ProxyHandler<object> = {
  get: (_, name) => sql`${new Slot(String(name))}`,
}

function slots<Values>(): Given<Values> {
  return new Proxy(Object.create(null), placing)
}
