import type { RateLimit, RateLimiter, RateLimitVerdict } from './rate-limiter.ts'
import { recent, type Recent } from './recent.ts'

interface Counter {
  windowStart: number
  current: number
  previous: number
}

/** Subjects remembered at least, for each limit; the longest unseen are forgotten, so that a flood of
 *  addresses costs bounded memory. */
const SUBJECTS_REMEMBERED = 10_000

/** A sliding window from two fixed ones: the previous window counts in proportion to how much of it
 *  still lies inside the last `windowMs`. Counters live in this process. */
export function slidingWindowLimiter(scale = 1): RateLimiter {
  // Apart, so that the visitors of shops do not push out those who try passwords.
  const countersOf = new Map<string, Recent<Counter>>()
  return {
    take(subject, limit, nowMs) {
      const counters = countersOf.get(limit.name) ?? recent<Counter>(SUBJECTS_REMEMBERED)
      const counter = advance(counters.get(subject), limit.windowMs, nowMs)
      counter.current += 1
      counters.set(subject, counter)
      countersOf.set(limit.name, counters)
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
  const allowed = used <= limit
  const resetMs = allowed ? windowMs - elapsedMs : waitMs(counter, { limit, windowMs, elapsedMs })
  return {
    allowed,
    limit,
    remaining: Math.max(0, limit - used),
    resetSeconds: Math.max(1, Math.ceil(resetMs / 1000)),
    windowSeconds: windowMs / 1000,
  }
}

interface Moment {
  readonly limit: number
  readonly windowMs: number
  readonly elapsedMs: number
}

/** How long until one more request fits, if none comes meanwhile: later in this window when the
 *  previous one is what stands in the way, otherwise in the next, where this one slides out. */
function waitMs({ current, previous }: Counter, { limit, windowMs, elapsedMs }: Moment): number {
  if (current < limit) return slideOutMs(previous, limit - current, windowMs) - elapsedMs
  return windowMs - elapsedMs + slideOutMs(current, limit, windowMs)
}

/** How far into a window may `room` requests be made, when the window before it had `before`? The
 *  last of them fits as soon as what still counts of `before` leaves it a place. */
function slideOutMs(before: number, room: number, windowMs: number): number {
  return Math.max(0, windowMs * (1 - (room - 1) / before))
}
