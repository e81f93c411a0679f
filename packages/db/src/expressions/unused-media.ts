import { type RawBuilder, sql } from 'kysely'

/** Does nothing use the file `m`? */
export const isUnused: RawBuilder<boolean> = sql`not exists (
  select from media_references r where r.store_id = m.store_id and r.media_id = m.id)`

/** May the unused file `m` of the store `s` be collected at this time? Its grace began when nothing
 *  was found to use it. A day is 24 hours, whatever clocks do. */
export function isGraceOver(now: Date): RawBuilder<boolean> {
  return sql`m.retention = 'managed' and m.status <> 'pending'
    and m.unreferenced_at <= ${now}::timestamptz - make_interval(hours => 24 * s.media_grace_days)`
}
