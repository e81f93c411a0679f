import { sql } from 'kysely'

import type { Database } from '../database.ts'

/** At most so many of a kind in one sweep; the next finds the rest. */
const BATCH = 500

/** Stored webhooks that nobody has worked off since `before`. */
export function findWaitingInboxEvents(
  db: Database,
  before: Date,
): Promise<{ account: string; eventId: string }[]> {
  return db
    .selectFrom('inboxEvents')
    .select(['account', 'eventId'])
    .where('status', '=', sql.lit('received'))
    .where('receivedAt', '<', before)
    .orderBy('receivedAt')
    .limit(BATCH)
    .execute()
}

/** Events that nobody has delivered since `before`. */
export function findWaitingOutboxEvents(
  db: Database,
  before: Date,
): Promise<{ storeId: string; eventId: string }[]> {
  return db
    .selectFrom('outboxEvents')
    .select(['storeId', 'id as eventId'])
    .where('dispatchedAt', 'is', null)
    .where('createdAt', '<', before)
    .orderBy('createdAt')
    .limit(BATCH)
    .execute()
}

/** Checkouts whose end nobody told us: never finished creating, or past their time, since `before`. */
export async function findUnsettledCheckouts(
  db: Database,
  before: Date,
): Promise<{ storeId: string; checkoutSessionId: string }[]> {
  const { rows } = await sql<{ storeId: string; checkoutSessionId: string }>`
    select store_id, id as checkout_session_id from checkout_sessions
     where status in ('creating', 'open', 'superseded')
       and (expires_at < ${before} or (status = 'creating' and updated_at < ${before}))
     order by expires_at limit ${sql.lit(BATCH)}
  `.execute(db)
  return rows
}

/** Payments that became no order and have not gone back since `before`. */
export function findOwedCheckouts(
  db: Database,
  before: Date,
): Promise<{ storeId: string; checkoutSessionId: string }[]> {
  return db
    .selectFrom('checkoutSessions')
    .select(['storeId', 'id as checkoutSessionId'])
    .where('status', '=', sql.lit('refunded'))
    .where('refundReference', 'is', null)
    .where('amountTotal', '>', 0)
    .where('updatedAt', '<', before)
    .orderBy('updatedAt')
    .limit(BATCH)
    .execute()
}
