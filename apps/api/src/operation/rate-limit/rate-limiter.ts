export interface RateLimit {
  /** Names the window in `RateLimit-Policy` and keeps counters of different limits apart. */
  readonly name: string
  readonly limit: number
  readonly windowMs: number
}

export interface RateLimitVerdict {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /** Seconds until a request would be allowed again, or until the window is empty. */
  readonly resetSeconds: number
  readonly windowSeconds: number
}

/** Counts requests. Requests refused still count, so hammering pushes the reset out. */
export interface RateLimiter {
  readonly take: (subject: string, limit: RateLimit, nowMs: number) => RateLimitVerdict
}
