import { sql } from 'kysely'

import type { Database } from '../database.ts'
import { isGraceOver, isUnused } from '../expressions/unused-media.ts'
import type { MediaKey, MediaRow } from './media.ts'

/** One page of a walk through all stores, in the order of ids. */
export interface WalkPage {
  /** The last id of the page before; null for the first. */
  readonly after: string | null
  readonly limit: number
}

/** Uploads announced before this time that have neither come nor been given up. */
export function findOverdueUploads(
  db: Database,
  before: Date,
  { after, limit }: WalkPage,
): Promise<MediaRow[]> {
  return db
    .selectFrom('media')
    .selectAll()
    .where('status', '=', sql.lit('pending'))
    .where('createdAt', '<=', before)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Files that came before this time and have not been described. */
export function findUndescribedFiles(
  db: Database,
  before: Date,
  { after, limit }: WalkPage,
): Promise<MediaKey[]> {
  return db
    .selectFrom('media')
    .select(['storeId', 'id as mediaId'])
    .where('status', '=', sql.lit('ready'))
    .where('processedAt', 'is', null)
    .where('updatedAt', '<=', before)
    .$if(after !== null, (query) => query.where('id', '>', after))
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Which stores have files that nothing has used for their days of grace? */
export async function findStoresToSweep(db: Database, now: Date): Promise<string[]> {
  const { rows } = await sql<{ storeId: string }>`
    select distinct m.store_id from media m join stores s on s.id = m.store_id
     where ${isGraceOver(now)} and ${isUnused} order by m.store_id`.execute(db)
  return rows.map(({ storeId }) => storeId)
}

export interface CollectableFile {
  readonly storeId: string
  readonly id: string
  readonly key: string
  readonly sizeBytes: number
}

/** Files of all stores that nothing has used for their days of grace. */
export async function findCollectableFiles(
  db: Database,
  now: Date,
  { after, limit }: WalkPage,
): Promise<CollectableFile[]> {
  const { rows } = await sql<CollectableFile>`
    select m.store_id, m.id, m.key, m.size_bytes from media m join stores s on s.id = m.store_id
     where ${isGraceOver(now)} and ${isUnused}
       and (${after}::uuid is null or m.id > ${after}::uuid)
     order by m.id limit ${limit}`.execute(db)
  return rows
}

/** What stores are called, by id; a store that is gone has no entry. */
export async function findStoreSlugs(db: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('stores').select(['id', 'slug']).execute()
  return new Map(rows.map(({ id, slug }) => [id, slug]))
}
