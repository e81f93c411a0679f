import type { Agenda } from './state/agenda.ts'
import type { Store } from './state/store.ts'
import type { Traffic } from './traffic.ts'
import type { Courier } from './webhooks/courier.ts'

/** Everything a route needs: what is remembered, what is due, who carries events, and the clock. */
export interface Sandbox {
  readonly store: Store
  readonly agenda: Agenda
  readonly courier: Courier
  readonly traffic: Traffic
  readonly nowMs: () => number
  readonly publicUrl: () => string
  /** Aborted by stop(), so that nothing waits on behind it. */
  readonly stopping: AbortSignal
}
