import type { Selectable } from 'kysely'

import type { Database, Transaction } from '../database.ts'
import { jsonb } from '../expressions/json.ts'
import type { InboxEventsTable } from '../tables.ts'

export type InboxEvent = Selectable<InboxEventsTable>

export interface EventName {
  readonly provider: 'stripe'
  /** '' for the platform's own events. */
  readonly account: string
  readonly eventId: string
}

export interface NewInboxEvent extends EventName {
  readonly type: string
  /** null: no store of ours has this account. */
  readonly storeId: string | null
  readonly payload: unknown
  readonly now: Date
}

/** Keeps a verified webhook; answers whether it is the first of its id. One of no store is kept as
 *  ignored. */
export async function insertInboxEvent(trx: Transaction, event: NewInboxEvent): Promise<boolean> {
  const { now, payload, ...row } = event
  const isOurs = event.storeId !== null
  const inserted = await trx
    .insertInto('inboxEvents')
    .values({
      ...row,
      payload: jsonb(payload),
      status: isOurs ? 'received' : 'ignored',
      receivedAt: now,
      processedAt: isOurs ? null : now,
    })
    .onConflict((conflict) => conflict.columns(['provider', 'account', 'eventId']).doNothing())
    .returning('eventId')
    .executeTakeFirst()
  return inserted !== undefined
}

function named(name: EventName) {
  const { provider, account, eventId } = name
  return { provider, account, eventId }
}

/** A stored webhook; undefined when there is none of this name. */
export function findInboxEvent(db: Database, name: EventName): Promise<InboxEvent | undefined> {
  return db
    .selectFrom('inboxEvents')
    .selectAll()
    .where((eb) => eb.and(named(name)))
    .executeTakeFirst()
}

export interface EventOutcome {
  readonly status: 'processed' | 'ignored' | 'failed'
  readonly failure?: string
  readonly now: Date
}

/** Notes what became of a stored webhook. What is done stays done. */
export async function finishInboxEvent(
  db: Database,
  name: EventName,
  { status, failure, now }: EventOutcome,
): Promise<void> {
  await db
    .updateTable('inboxEvents')
    .set({ status, failure: failure ?? null, processedAt: now })
    .where((eb) => eb.and(named(name)))
    .where('status', 'in', ['received', 'failed'])
    .execute()
}

/** Forgets webhooks received before `before`. Answers how many. */
export async function deleteOldInboxEvents(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('inboxEvents')
    .where('receivedAt', '<', before)
    .where('status', '<>', 'received')
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
