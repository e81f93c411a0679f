import type { RateLimit, RateLimiter, RateLimitVerdict } from './rate-limiter.ts'

interface Counter {
  windowStart: number
  current: number
  previous: number
}

/** Subjects remembered at once; beyond it the longest unseen are forgotten, so that a flood of
 *  addresses costs bounded memory. */
const SUBJECTS_LIMIT = 50_000

/** A sliding window from two fixed ones: the previous window counts in proportion to how much of it
 *  still lies inside the last `windowMs`. Counters live in this process. */
export function slidingWindowLimiter(scale = 1): RateLimiter {
  const counters = new Map<string, Counter>()
  return {
    take(subject, limit, nowMs) {
      const key = `${limit.name}:${subject}`
      const counter = advance(counters.get(key), limit.windowMs, nowMs)
      counter.current += 1
      counters.delete(key)
      counters.set(key, counter)
      if (counters.size > SUBJECTS_LIMIT) forgetOldest(counters)
      return judge(counter, { ...limit, limit: limit.limit * scale }, nowMs)
    },
  }
}

function advance(known: Counter | undefined, windowMs: number, nowMs: number): Counter {
  const windowStart = nowMs - (nowMs % windowMs)
  if (known === undefined || windowStart - known.windowStart > windowMs) {
    return { windowStart, current: 0, previous: 0 }
  }
  if (known.windowStart === windowStart) return known
  return { windowStart, current: 0, previous: known.current }
}

function judge(counter: Counter, { limit, windowMs }: RateLimit, nowMs: number): RateLimitVerdict {
  const elapsedMs = nowMs - counter.windowStart
  const used = Math.ceil((counter.previous * (windowMs - elapsedMs)) / windowMs) + counter.current
  return {
    allowed: used <= limit,
    limit,
    remaining: Math.max(0, limit - used),
    resetSeconds: Math.max(1, Math.ceil((windowMs - elapsedMs) / 1000)),
    windowSeconds: windowMs / 1000,
  }
}

function forgetOldest(counters: Map<string, Counter>): void {
  const oldest = counters.keys().next()
  if (!oldest.done) counters.delete(oldest.value)
}
