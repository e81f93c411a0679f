import type { Client } from '../rest/send-request.ts'

/** One filling of the demo shop: whom it talks to, and how it names what it does. */
export type Filling = {
  readonly operator: Client
  /** Null with a real Stripe account. */
  readonly sandboxUrl: string | null
  /** The idempotency key of one thing to be made, the same in every repetition. */
  readonly keyFor: (what: string) => string
}

/** How many requests may be under way at once. */
export const fillingParallelism = 4
