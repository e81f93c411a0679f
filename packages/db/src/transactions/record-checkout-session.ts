import { sql } from 'kysely'

import type { Database } from '../database.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'

export interface RecordedSession {
  readonly storeId: string
  readonly checkoutSessionId: string
  readonly providerSessionId: string
  readonly url: string | null
  readonly now: Date
}

/** Writes down under which id the payment provider knows a session. One that was ended meanwhile
 *  stays ended. Answers what it is now; undefined when the store has no such session. */
export function recordCheckoutSession(
  db: Database,
  { storeId, checkoutSessionId, providerSessionId, url, now }: RecordedSession,
): Promise<Pick<CheckoutSessionRow, 'status'> | undefined> {
  return db
    .updateTable('checkoutSessions')
    .set({
      providerSessionId,
      url: sql<string | null>`case when status in ('creating', 'open') then ${url} end`,
      status: sql`case when status = 'creating' then 'open' else status end`,
      updatedAt: now,
    })
    .where('storeId', '=', storeId)
    .where('id', '=', checkoutSessionId)
    .returning('status')
    .executeTakeFirst()
}
