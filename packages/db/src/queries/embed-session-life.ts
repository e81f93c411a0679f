import type { Insertable } from 'kysely'

import type { Database, Transaction } from '../database.ts'
import type { EmbedSessionsTable } from '../tables.ts'

/** Opens the time of a buyer with a form. */
export async function insertEmbedSession(
  trx: Transaction,
  session: Insertable<EmbedSessionsTable>,
): Promise<void> {
  await trx.insertInto('embedSessions').values(session).execute()
}

export interface Renewal {
  readonly storeId: string
  /** SHA-256 of the renew token that was sent. */
  readonly renewTokenHash: Buffer
  readonly now: Date
}

/** The living session of a store that this renew token prolongs. */
export function findRenewableSession(db: Database, { storeId, renewTokenHash, now }: Renewal) {
  return db
    .selectFrom('embedSessions')
    .select(['id', 'productId', 'mode', 'maySubmit', 'actor'])
    .where('storeId', '=', storeId)
    .where('renewTokenHash', '=', renewTokenHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
}

/** Prolongs a session and gives it the next renew token. False when the token that was sent is not
 *  the one that works any more: of two that come together, one finds the other's. */
export async function renewEmbedSession(
  trx: Transaction,
  { storeId, renewTokenHash, now }: Renewal,
  next: { readonly renewTokenHash: Buffer; readonly expiresAt: Date },
): Promise<boolean> {
  const renewed = await trx
    .updateTable('embedSessions')
    .set(next)
    .where('storeId', '=', storeId)
    .where('renewTokenHash', '=', renewTokenHash)
    .where('expiresAt', '>', now)
    .returning('id')
    .executeTakeFirst()
  return renewed !== undefined
}

/** Counts one more picture of a session. False when it has had all it may. Others wait until the
 *  transaction ends, so that the count is that of the pictures that are kept. */
export async function countEmbedImage(
  trx: Transaction,
  { storeId, sessionId }: { readonly storeId: string; readonly sessionId: string },
  most: number,
): Promise<boolean> {
  const counted = await trx
    .updateTable('embedSessions')
    .set((eb) => ({ imageCount: eb('imageCount', '+', 1) }))
    .where('storeId', '=', storeId)
    .where('id', '=', sessionId)
    .where('imageCount', '<', most)
    .returning('id')
    .executeTakeFirst()
  return counted !== undefined
}

/** Forgets sessions that ended before `before`. What was submitted in them stays. Answers how
 *  many. */
export async function deleteOldEmbedSessions(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('embedSessions')
    .where('expiresAt', '<', before)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
