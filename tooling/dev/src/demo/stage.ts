import type { RunningCopy } from './running-copy.ts'

/** What every step of the demo has at hand. */
export type Stage = {
  readonly copy: RunningCopy
  /** Six letters or digits that no other run has. */
  readonly runId: string
  /** Tells the audience what was done: who did it, and the facts. */
  readonly tell: (who: 'operator' | 'buyer' | 'mailbox' | 'sandbox', what: string) => void
}
