import { sql } from 'kysely'

import type { Database } from '../database.ts'
import { isGraceOver, isUnused } from '../expressions/unused-media.ts'
import type { MediaRow } from './media.ts'

export interface FileCount {
  readonly count: number
  /** Of originals; of an upload that is awaited, what was announced. */
  readonly sizeBytes: number
}

export type FileGroup = FileCount & Pick<MediaRow, 'status' | 'kind'>

/** How many files of each state and kind does a store have, and how large are they together? */
export async function countFiles(db: Database, storeId: string): Promise<FileGroup[]> {
  const { rows } = await sql<FileGroup>`
    select status, kind, count(*)::int as count,
           sum(case when status = 'pending' then coalesce(declared_size_bytes, 0)
                    else size_bytes end)::bigint as size_bytes
      from media where store_id = ${storeId} group by status, kind`.execute(db)
  return rows
}

export interface CollectionForecast {
  readonly quotaBytes: number
  /** Days that a file stays after nothing uses it any more. */
  readonly graceDays: number
  /** Objects that storage has still to delete, copies of pictures among them. */
  readonly deleting: number
  /** Files kept only while something uses them, which nothing does; their grace is running. */
  readonly unused: FileCount
  /** Of those, the ones whose grace is over: the next collection deletes them. */
  readonly collectable: FileCount
  /** Announced uploads that are awaited no longer. */
  readonly overdue: number
}

export interface ForecastTime {
  readonly now: Date
  /** Uploads announced before are awaited no longer. */
  readonly announcedBefore: Date
}

/** What will the next collection of a store's files find? */
export async function forecastCollection(
  db: Database,
  storeId: string,
  { now, announcedBefore }: ForecastTime,
): Promise<CollectionForecast | undefined> {
  const { rows } = await sql<Forecast>`
    select s.media_quota_bytes as quota_bytes, s.media_grace_days as grace_days,
           (select count(*)::int from media_tombstones t where t.store_id = s.id) as deleting,
           coalesce(f.unused, 0) as unused, coalesce(f.unused_bytes, 0) as unused_bytes,
           coalesce(f.collectable, 0) as collectable,
           coalesce(f.collectable_bytes, 0) as collectable_bytes,
           (select count(*)::int from media p
             where p.store_id = s.id and p.status = 'pending'
               and p.created_at <= ${announcedBefore}) as overdue
      from stores s
      left join lateral (
        select count(*)::int as unused, sum(m.size_bytes)::bigint as unused_bytes,
               count(*) filter (where ${isGraceOver(now)})::int as collectable,
               sum(m.size_bytes) filter (where ${isGraceOver(now)})::bigint as collectable_bytes
          from media m
         where m.store_id = s.id and m.retention = 'managed' and m.unreferenced_at is not null
           and ${isUnused}
      ) f on true
     where s.id = ${storeId}`.execute(db)
  return rows[0] && forecastOf(rows[0])
}

interface Forecast {
  readonly quotaBytes: number
  readonly graceDays: number
  readonly deleting: number
  readonly unused: number
  readonly unusedBytes: number
  readonly collectable: number
  readonly collectableBytes: number
  readonly overdue: number
}

function forecastOf({ unusedBytes, collectableBytes, ...row }: Forecast): CollectionForecast {
  return {
    ...row,
    unused: { count: row.unused, sizeBytes: unusedBytes },
    collectable: { count: row.collectable, sizeBytes: collectableBytes },
  }
}
