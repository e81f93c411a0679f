const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface CartFacts {
  readonly lineCount: number
  /** Did the buyer leave an e-mail address? */
  readonly hasEmail: boolean
}

/**
 * Until when is a cart kept that was changed at `now`? Epoch ms. An empty one 6 hours, an anonymous
 * one 30 days, one whose buyer is known 90 days. Saleor has the same defaults.
 */
export function cartExpiresAt({ lineCount, hasEmail }: CartFacts, now: number): number {
  if (lineCount === 0) return now + 6 * HOUR_MS
  return now + (hasEmail ? 90 : 30) * DAY_MS
}

export interface CartState {
  readonly status: 'open' | 'checkout' | 'completed' | 'expired'
  /** Epoch ms. */
  readonly expiresAt: number
}

/**
 * Is this cart still there for its buyer? One that was paid for stays; any other ends at
 * `expiresAt`, whether or not it was swept yet.
 */
export function isCartThere(cart: CartState, now: number): boolean {
  if (cart.status === 'completed') return true
  return cart.status !== 'expired' && now < cart.expiresAt
}
