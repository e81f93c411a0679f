const MINUTE_MS = 60_000

/** Stripe counts its shortest life, 30 minutes, from when it reads the request; until then the
 *  request may wait this long. Its longest is 24 hours. https://docs.stripe.com/api/checkout/sessions */
export const REQUEST_LEASE_MS = 2 * MINUTE_MS
const LONGEST_MS = 24 * 60 * MINUTE_MS - MINUTE_MS

/** A payment made in the session's last second is heard of later. */
const SLACK_MS = 5 * MINUTE_MS

export interface CheckoutWindow {
  /** When the payment page closes; epoch ms, on a whole second as the provider keeps it. */
  readonly sessionExpiresAt: number
  /** Until when what is being paid for is kept from others; epoch ms. */
  readonly holdExpiresAt: number
}

/**
 * How long may a buyer take to pay? The store's hold minutes (30 to 1440) and two more for the
 * request itself, a day at the most; the hold outlives the session by five minutes.
 */
export function checkoutWindow(holdMinutes: number, now: number): CheckoutWindow {
  const life = Math.min(holdMinutes * MINUTE_MS + REQUEST_LEASE_MS, LONGEST_MS)
  const sessionExpiresAt = Math.floor((now + life) / 1000) * 1000
  return { sessionExpiresAt, holdExpiresAt: sessionExpiresAt + SLACK_MS }
}
