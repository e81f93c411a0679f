import type { PlacedOrder } from '../queries/checkout-sessions.ts'

/** What the payment provider says about a session, asked of itself and never of a webhook. */
export interface ProviderSession {
  readonly id: string
  readonly status: 'open' | 'complete' | 'expired'
  readonly paymentStatus: 'paid' | 'unpaid' | 'no_payment_required'
  /** In the provider's integers. */
  readonly amountTotal: number
  readonly currency: string
  readonly paymentIntentId: string | null
}

export interface SettleCheckout {
  readonly storeId: string
  readonly checkoutSessionId: string
  /** The account the session was read from. */
  readonly accountId: string
  readonly session: ProviderSession
  readonly newId: () => string
  readonly randomHex: (digits: number) => string
  /** For the order, should it be placed now. */
  readonly trackingToken: string
  readonly now: Date
}

/** What became of a checkout. */
export type Settlement =
  | { readonly kind: 'placed'; readonly order: PlacedOrder; readonly alreadyExists: boolean }
  | { readonly kind: 'waiting'; readonly reason: 'open' | 'unpaid' }
  | { readonly kind: 'expired' }
  /** Paid, but no order could be made of it; the money goes back. */
  | { readonly kind: 'refunded' }
