import { sql } from 'kysely'

import type { Database } from '../database.ts'

export interface Tombstone {
  readonly key: string
  /** How many times storage refused to delete it. */
  readonly attempts: number
}

export interface TombstoneClaim {
  readonly storeId: string
  readonly limit: number
  /** Nobody else takes them before; afterwards they are due again, should the claimer have died. */
  readonly until: Date
  readonly now: Date
}

/** Takes objects of a store that are to be deleted and may be tried now, longest due first. */
export async function claimTombstones(db: Database, claim: TombstoneClaim): Promise<Tombstone[]> {
  const { storeId, limit, until, now } = claim
  const { rows } = await sql<Tombstone>`
    update media_tombstones set retry_at = ${until}
     where store_id = ${storeId} and key in (
       select key from media_tombstones where store_id = ${storeId} and retry_at <= ${now}
        order by retry_at limit ${limit} for update skip locked
     )
    returning key, attempts`.execute(db)
  return rows
}

export interface DeletedObjects {
  readonly storeId: string
  readonly keys: readonly string[]
  /** Until when they were claimed. */
  readonly until: Date
}

/** Storage says that these objects are gone. One that was buried once more since it was claimed stays
 *  buried: something was put there meanwhile. */
export async function forgetTombstones(
  db: Database,
  { storeId, keys, until }: DeletedObjects,
): Promise<void> {
  if (keys.length === 0) return
  await db
    .deleteFrom('mediaTombstones')
    .where('storeId', '=', storeId)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .where('retryAt', '=', until)
    .execute()
}

export interface Refusal {
  readonly storeId: string
  readonly key: string
  /** Why, in words that may be shown. */
  readonly reason: string
  readonly retryAt: Date
}

/** Storage did not delete this object. */
export async function noteRefusal(
  db: Database,
  { storeId, key, reason, retryAt }: Refusal,
): Promise<void> {
  await db
    .updateTable('mediaTombstones')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), lastError: reason, retryAt }))
    .where('storeId', '=', storeId)
    .where('key', '=', key)
    .execute()
}

/** Gives back what was claimed and not tried. */
export async function releaseTombstones(
  db: Database,
  { storeId, keys, retryAt }: { storeId: string; keys: readonly string[]; retryAt: Date },
): Promise<void> {
  if (keys.length === 0) return
  await db
    .updateTable('mediaTombstones')
    .set({ retryAt })
    .where('storeId', '=', storeId)
    .where('key', '=', sql<string>`any(${keys}::text[])`)
    .execute()
}

export interface Graveyard {
  /** Objects waiting to be deleted. */
  readonly waiting: number
  /** The most refusals any of them has seen. */
  readonly refusals: number
  /** When the first of them may be tried; null when there is none. */
  readonly nextAt: Date | null
}

/** What is left to delete for a store? */
export async function surveyTombstones(db: Database, storeId: string): Promise<Graveyard> {
  const { rows } = await sql<Graveyard>`
    select count(*)::int as waiting, coalesce(max(attempts), 0) as refusals,
           min(retry_at) as next_at
      from media_tombstones where store_id = ${storeId}`.execute(db)
  return rows[0] ?? { waiting: 0, refusals: 0, nextAt: null }
}

/** Which stores, living or gone, have objects that may be deleted now? */
export async function findStoresWithDueTombstones(db: Database, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('mediaTombstones')
    .select('storeId')
    .distinct()
    .where('retryAt', '<=', now)
    .orderBy('storeId')
    .execute()
  return rows.map(({ storeId }) => storeId)
}

/** Everything that storage has still to delete, in the order of keys, behind this one. */
export function listTombstones(
  db: Database,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<{ storeId: string; key: string }[]> {
  return db
    .selectFrom('mediaTombstones')
    .select(['storeId', 'key'])
    .$if(after !== null, (query) => query.where('key', '>', after))
    .orderBy('key')
    .limit(limit)
    .execute()
}
