import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { isGraceOver, isUnused } from '../expressions/unused-media.ts'
import { buryFiles } from '../queries/media-tombstones.ts'

const BATCH = 100

export interface Sweep {
  readonly storeId: string
  readonly now: Date
}

export interface SweptFile {
  readonly id: string
  readonly key: string
  readonly sizeBytes: number
}

/** Deletes files of a store that nothing has used for its days of grace, and has their objects
 *  deleted. Files that somebody is just beginning to use are locked and left alone; once they are
 *  locked here, who wants to use one finds it gone. Answers what was deleted; nothing when there is
 *  none left. */
export async function sweepUnreferenced(
  trx: Transaction,
  { storeId, now }: Sweep,
): Promise<readonly SweptFile[]> {
  const candidates = await lockCandidates(trx, { storeId, now })
  if (candidates.length === 0) return []
  const { rows: swept } = await sql<SweptFile>`
    delete from media m
     where m.store_id = ${storeId} and m.id = any(${candidates}::uuid[]) and ${isUnused}
    returning m.id, m.key, m.size_bytes`.execute(trx)
  await buryFiles(trx, { storeId, keys: swept.map(({ key }) => key), now })
  return swept
}

/** Locks what seems unused. Who began to use one between this look and its lock has committed by now;
 *  the deletion looks again, and sees it. */
async function lockCandidates(trx: Transaction, { storeId, now }: Sweep): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select m.id from media m join stores s on s.id = m.store_id
     where m.store_id = ${storeId} and ${isGraceOver(now)}
       and ${isUnused}
     order by m.unreferenced_at limit ${sql.lit(BATCH)}
       for update of m skip locked`.execute(trx)
  return rows.map(({ id }) => id)
}
