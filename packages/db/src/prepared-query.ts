import { type CompiledQuery, type RawBuilder, sql } from 'kysely'

import type { Database } from './database.ts'

/** The places in a query for the values that each run brings, by name. */
export type Given<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> }

class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A query whose text never changes, built and compiled on its first run only: for those that run
 *  with nearly every request, where building costs more than reading.
 *
 *      const byEmail = preparedQuery((db, given: Given<{ email: string }>) =>
 *        db.selectFrom('users').select('id').where('email', '=', given.email).compile())
 *      const [user] = await byEmail(db, { email })
 */
export function preparedQuery<Values extends object, Row>(
  build: (db: Database, given: Given<Values>) => CompiledQuery<Row>,
): (db: Database, values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined
  return async (db, values) => {
    compiled ??= build(db, slots<Values>())
    const brought = new Map<string, unknown>(Object.entries(values))
    const parameters = compiled.parameters.map((parameter) =>
      parameter instanceof Slot ? brought.get(parameter.name) : parameter,
    )
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters })
    return rows
  }
}

/** Makes the place for a value when the query names it. */
const placing: ProxyHandler<object> = {
  get: (_, name) => sql`${new Slot(String(name))}`,
}

function slots<Values>(): Given<Values> {
  return new Proxy(Object.create(null), placing)
}
