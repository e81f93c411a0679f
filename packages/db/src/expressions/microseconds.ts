import { type Expression, type RawBuilder, sql } from 'kysely'

/** A moment as whole microseconds since the epoch: PostgreSQL keeps them, JavaScript's Date would
 *  lose three digits, and a cursor must be exact. Safe integers until the year 2255. */
export function microseconds(moment: Expression<Date>): RawBuilder<number> {
  return sql<number>`(extract(epoch from ${moment}) * 1000000)::bigint`
}

/** The moment that `microseconds` told. */
export function momentOf(microseconds: number): RawBuilder<Date> {
  return sql<Date>`('epoch'::timestamptz + ${microseconds}::float8 * interval '1 microsecond')`
}
