import type { RateLimit } from './rate-limiter.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Requests in a window, before RATE_LIMIT_SCALE. */
export const limits = {
  storefrontReads: { name: 'storefront-reads', limit: 6_000, windowMs: MINUTE_MS },
  storefrontWrites: { name: 'storefront-writes', limit: 600, windowMs: MINUTE_MS },
  apiKey: { name: 'api-key', limit: 1_000, windowMs: MINUTE_MS },
  keyPerMinute: { name: 'key-minute', limit: 300, windowMs: MINUTE_MS },
  keyPerDay: { name: 'key-day', limit: 10_000, windowMs: DAY_MS },
  embedSession: { name: 'embed-session', limit: 120, windowMs: MINUTE_MS },
  operator: { name: 'operator', limit: 1_000, windowMs: MINUTE_MS },
  signInByAddress: { name: 'sign-in-address', limit: 10, windowMs: MINUTE_MS },
  signInByAccount: { name: 'sign-in-account', limit: 5, windowMs: MINUTE_MS },
} as const satisfies Record<string, RateLimit>
