import type { StoreEvents, StoreEventType } from '@cartwright/contract/events'

import type { Database } from '../database.ts'

/** Something that happened, as the outbox keeps it. */
export type OutboxEvent = {
  [Type in StoreEventType]: {
    readonly id: string
    readonly storeId: string
    readonly type: Type
    readonly payload: StoreEvents[Type]
    readonly dispatchedAt: Date | null
  }
}[StoreEventType]

/** An event of a store, locked until the transaction ends when `db` is one; undefined when there is
 *  none. */
export async function findOutboxEvent(
  db: Database,
  storeId: string,
  eventId: string,
): Promise<OutboxEvent | undefined> {
  const row = await db
    .selectFrom('outboxEvents')
    .select(['id', 'storeId', 'type', 'payload', 'dispatchedAt'])
    .where('storeId', '=', storeId)
    .where('id', '=', eventId)
    .forUpdate()
    .executeTakeFirst()
  // Written by `publish` alone, which pairs type and payload.
  return row as OutboxEvent | undefined
}

/** Notes that everyone an event concerns was told. */
export async function markDispatched(
  db: Database,
  { storeId, id }: OutboxEvent,
  now: Date,
): Promise<void> {
  await db
    .updateTable('outboxEvents')
    .set({ dispatchedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .execute()
}

/** Forgets events that were dispatched before `before`. Answers how many. */
export async function deleteOldOutboxEvents(db: Database, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('outboxEvents')
    .where('dispatchedAt', '<', before)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
