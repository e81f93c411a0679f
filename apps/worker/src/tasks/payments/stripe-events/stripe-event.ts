import type { Runtime } from '../../../runtime.ts'

/** The part of a webhook that its handler needs. */
export interface StripeEvent {
  readonly storeId: string
  readonly accountId: string
  readonly receivedAt: Date
  /** The resource as it was when the event happened. */
  readonly object: Readonly<Record<string, unknown>>
}

/** Answers whether the event was about something of the store's. Throwing has it tried again. */
export type StripeEventHandler = (runtime: Runtime, event: StripeEvent) => Promise<boolean>
