import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { isUnused } from '../expressions/unused-media.ts'

const BATCH = 500

export interface Marking {
  /** Files that came later are left alone: what they are for may just be being written. */
  readonly createdBefore: Date
  readonly now: Date
}

/** Notes of files kept only while something uses them that nothing does: from now on their grace
 *  runs. Files that somebody is changing are left for the next time. Answers how many; 0 when there
 *  is none left. */
export async function markUnreferenced(
  trx: Transaction,
  { createdBefore, now }: Marking,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update media set unreferenced_at = ${now}
     where (store_id, id) in (
       select m.store_id, m.id from media m
        where m.retention = 'managed' and m.status <> 'pending' and m.unreferenced_at is null
          and m.created_at <= ${createdBefore} and ${isUnused}
        limit ${sql.lit(BATCH)} for update skip locked
     )`.execute(trx)
  return Number(numAffectedRows ?? 0n)
}

/** Takes the note back from files that something uses again. Answers how many. */
export async function unmarkReferenced(trx: Transaction): Promise<number> {
  const { numAffectedRows } = await sql`
    update media set unreferenced_at = null
     where (store_id, id) in (
       select m.store_id, m.id from media m
        where m.retention = 'managed' and m.unreferenced_at is not null and not (${isUnused})
        limit ${sql.lit(BATCH)} for update skip locked
     )`.execute(trx)
  return Number(numAffectedRows ?? 0n)
}
