import type { Sandbox } from '../sandbox.ts'
import { PLAIN_DELIVERY } from '../webhooks/delivery-plan.ts'
import { newId } from './new-id.ts'
import type { DeliveryPlan, EventRecord } from './records.ts'
import type { PutRecord } from './store.ts'
import type { Tables } from './tables.ts'

/** The API request that caused a change; a change that time or a control route caused has none. */
export interface Origin {
  readonly requestId: string
  readonly idempotencyKey: string | null
}

interface Emission {
  readonly type: string
  readonly account: string | null
  readonly object: unknown
  readonly previousAttributes?: Readonly<Record<string, unknown>>
}

/** What the work of one change may read and write. Times are the same throughout the change. */
export interface Change {
  readonly tables: Tables
  readonly put: PutRecord
  readonly nowMs: number
  readonly nowS: number
  readonly publicUrl: string
  /** Records that something happened, and sends it when the change is kept. */
  readonly emit: (emission: Emission) => void
  /** Sends an event, also one that was sent before. */
  readonly send: (event: EventRecord) => void
}

interface ChangeOptions {
  readonly origin?: Origin
  readonly plan?: DeliveryPlan
}

/** Runs one change, all or nothing, and then sends the events it emitted. */
export function change<T>(
  sandbox: Sandbox,
  { origin, plan = PLAIN_DELIVERY }: ChangeOptions,
  work: (change: Change) => T,
): { readonly result: T; readonly eventIds: readonly string[] } {
  const nowMs = sandbox.nowMs()
  const nowS = Math.floor(nowMs / 1000)
  const sent = new Map<string, readonly string[]>()
  const { result, puts } = sandbox.store.transact((put) => {
    const send = (event: EventRecord): void => {
      const copies = sandbox.courier.hasTarget ? plan.copies : 0
      sent.set(event.id, addCopies({ event, copies, plan, nowMs }, put))
    }
    return work({
      tables: sandbox.store.tables,
      put,
      nowMs,
      nowS,
      publicUrl: sandbox.publicUrl(),
      send,
      emit: (emission) =>
        send({
          id: newId('evt'),
          account: emission.account,
          created: nowS,
          type: emission.type,
          apiVersion: sandbox.traffic.apiVersion,
          requestId: origin?.requestId ?? null,
          idempotencyKey: origin?.idempotencyKey ?? null,
          object: structuredClone(emission.object),
          previousAttributes: emission.previousAttributes ?? null,
          copies: 0,
        }),
    })
  })
  for (const [kind, record] of puts) if (kind === 'session') sandbox.agenda.note(record)
  sandbox.courier.dispatch([...sent.values()], plan)
  return { result, eventIds: [...sent.keys()] }
}

interface Copies {
  readonly event: EventRecord
  readonly copies: number
  readonly plan: DeliveryPlan
  readonly nowMs: number
}

function addCopies({ event, copies, plan, nowMs }: Copies, put: PutRecord): readonly string[] {
  put('event', { ...event, copies: event.copies + copies })
  return Array.from({ length: copies }, (_, index) => {
    const id = `${event.id}/${event.copies + index + 1}`
    put('delivery', {
      id,
      eventId: event.id,
      state: plan.drop ? 'dropped' : 'pending',
      attempts: 0,
      dueAtMs: nowMs + plan.delayMs,
      lastStatus: null,
    })
    return id
  })
}
