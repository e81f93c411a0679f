import { setTimeout as sleep } from 'node:timers/promises'

import { presentEvent } from '../present/event.ts'
import type { DeliveryPlan, DeliveryRecord, EventRecord } from '../state/records.ts'
import type { Store } from '../state/store.ts'
import { createBackground } from './background.ts'
import type { WebhookTarget } from './post-event.ts'
import { postEvent } from './post-event.ts'

const ATTEMPT_TIMEOUT_MS = 10_000
const STOP_GRACE_MS = 2_000

export interface CourierSettings {
  readonly store: Store
  readonly target: WebhookTarget | null
  readonly nowMs: () => number
  /** Waits before the second and later attempts; when they are used up, the delivery has failed. */
  readonly retryDelaysMs: readonly number[]
}

export interface Courier {
  readonly hasTarget: boolean
  /**
   * Sends deliveries in the background, grouped by event; returns at once and never throws.
   */
  dispatch(deliveryIds: readonly (readonly string[])[], plan: DeliveryPlan): void
  /** Takes up again what an earlier process left unsent. */
  resume(): void
  /** Cancels what is waiting, and lets what is under way finish within a grace of 2 s. */
  stop(): Promise<void>
}

/**
 * Carries events to the webhook address. The events of one change are sent one after the other, so
 * that "normal" and "reversed" mean what they say; copies of one event leave together, which is the
 * harder case for a receiver. Retries do not hold up the events behind them.
 */
export function createCourier(settings: CourierSettings): Courier {
  const background = createBackground()
  const underWay = new AbortController()

  const attempt = async (id: string): Promise<void> => {
    const next = await attemptDelivery(settings, id, underWay.signal)
    if (next !== null && !background.stopped.aborted) background.run(attemptLater(id, next))
  }
  const attemptLater = async (id: string, dueAtMs: number): Promise<void> => {
    const waitMs = Math.max(0, dueAtMs - settings.nowMs())
    await sleep(waitMs, undefined, { signal: background.stopped })
    await attempt(id)
  }
  const sendInTurn: Courier['dispatch'] = (events, plan) => {
    const inTurn = async (): Promise<void> => {
      if (plan.delayMs > 0) await sleep(plan.delayMs, undefined, { signal: background.stopped })
      for (const copies of plan.order === 'reversed' ? events.toReversed() : events) {
        background.stopped.throwIfAborted()
        await Promise.all(copies.map(attempt))
      }
    }
    background.run(inTurn())
  }
  return {
    hasTarget: settings.target !== null,
    dispatch: (events, plan) => {
      if (settings.target === null || plan.drop || events.length === 0) return
      if (!background.stopped.aborted) sendInTurn(events, plan)
    },
    resume: () => {
      if (settings.target === null) return
      for (const { id, state, dueAtMs } of settings.store.tables.delivery.values()) {
        if (state === 'pending') background.run(attemptLater(id, dueAtMs))
      }
    },
    stop: async () => {
      const grace = setTimeout(() => underWay.abort(), STOP_GRACE_MS)
      await background.stop()
      clearTimeout(grace)
    },
  }
}

/** Tries one delivery once; answers when to try again, or null when there is nothing more to do. */
async function attemptDelivery(
  settings: CourierSettings,
  id: string,
  signal: AbortSignal,
): Promise<number | null> {
  const { store, target, nowMs } = settings
  const delivery = store.tables.delivery.get(id)
  const event = delivery === undefined ? undefined : store.tables.event.get(delivery.eventId)
  if (target === null || delivery === undefined || event === undefined) return null
  const status = await postEvent(target, {
    body: bodyOf(event, store),
    timestampS: Math.floor(nowMs() / 1000),
    signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
  })
  // Cut off by stop(): it is not known whether it arrived, so it stays pending for the next start.
  if (status === null && signal.aborted) return null
  const next = afterAttempt(delivery, status, settings)
  store.transact((put) => put('delivery', next))
  return next.state === 'pending' ? next.dueAtMs : null
}

function bodyOf(event: EventRecord, store: Store): string {
  return JSON.stringify(presentEvent(event, store.tables), null, 2)
}

function afterAttempt(
  delivery: DeliveryRecord,
  status: number | null,
  { retryDelaysMs, nowMs }: CourierSettings,
): DeliveryRecord {
  const attempts = delivery.attempts + 1
  const tried = { ...delivery, attempts, lastStatus: status }
  if (status !== null && status >= 200 && status < 300) return { ...tried, state: 'delivered' }
  const wait = retryDelaysMs[delivery.attempts]
  if (wait === undefined) return { ...tried, state: 'failed' }
  return { ...tried, dueAtMs: nowMs() + wait }
}
