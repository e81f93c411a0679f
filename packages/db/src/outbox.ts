import type { StoreEvents, StoreEventType } from '@cartwright/contract/events'
import { sql } from 'kysely'

import type { Transaction } from './database.ts'

export interface StoreEvent<Type extends StoreEventType> {
  readonly id: string
  readonly type: Type
  readonly payload: StoreEvents[Type]
}

/** Records that something happened and enqueues its delivery, in the transaction that made it
 *  happen and in one statement. */
export async function publish<Type extends StoreEventType>(
  trx: Transaction,
  storeId: string,
  event: StoreEvent<Type>,
): Promise<void> {
  const job = JSON.stringify({ storeId, eventId: event.id })
  await sql`
    with event as (
      insert into outbox_events (store_id, id, type, payload)
      values (${storeId}, ${event.id}, ${event.type}, ${JSON.stringify(event.payload)}::jsonb)
      returning id
    )
    select graphile_worker.add_job(
      'deliver-event', ${job}::json, max_attempts => 12, job_key => 'deliver-event:' || id
    ) from event
  `.execute(trx)
}
