import type { RateLimit } from './rate-limiter.ts'

const MINUTE_MS = 60_000

/** Requests a minute, before RATE_LIMIT_SCALE. */
export const limits = {
  storefrontReads: { name: 'storefront-reads', limit: 6_000, windowMs: MINUTE_MS },
  storefrontWrites: { name: 'storefront-writes', limit: 600, windowMs: MINUTE_MS },
  apiKey: { name: 'api-key', limit: 1_000, windowMs: MINUTE_MS },
  operator: { name: 'operator', limit: 1_000, windowMs: MINUTE_MS },
  signInByAddress: { name: 'sign-in-address', limit: 10, windowMs: MINUTE_MS },
  signInByAccount: { name: 'sign-in-account', limit: 5, windowMs: MINUTE_MS },
} as const satisfies Record<string, RateLimit>
