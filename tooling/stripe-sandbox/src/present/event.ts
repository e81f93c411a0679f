import type { EventRecord } from '../state/records.ts'
import type { Tables } from '../state/tables.ts'

/** An event on the wire. It is not the SDK's own union, since `data.object` is a stored snapshot. */
export interface WireEvent {
  readonly id: string
  readonly object: 'event'
  readonly account?: string
  readonly api_version: string
  readonly created: number
  readonly data: { readonly object: unknown; readonly previous_attributes?: unknown }
  readonly livemode: false
  readonly pending_webhooks: number
  readonly request: { readonly id: string | null; readonly idempotency_key: string | null }
  readonly type: string
}

/** `account` appears only on events of connected accounts; so does `previous_attributes` on updates. */
export function presentEvent(event: EventRecord, tables: Tables): WireEvent {
  return {
    id: event.id,
    object: 'event',
    ...(event.account === null ? {} : { account: event.account }),
    api_version: event.apiVersion,
    created: event.created,
    data: {
      object: event.object,
      ...(event.previousAttributes === null
        ? {}
        : { previous_attributes: event.previousAttributes }),
    },
    livemode: false,
    pending_webhooks: pendingDeliveries(event, tables),
    request: { id: event.requestId, idempotency_key: event.idempotencyKey },
    type: event.type,
  }
}

function pendingDeliveries(event: EventRecord, tables: Tables): number {
  let pending = 0
  for (let copy = 1; copy <= event.copies; copy += 1) {
    if (tables.delivery.get(`${event.id}/${copy}`)?.state === 'pending') pending += 1
  }
  return pending
}
