import { AppError } from '../app-error.ts'
import type { RequestContext } from '../context.ts'
import type { RateLimit, RateLimitVerdict } from './rate-limiter.ts'

/** Counts this request against several windows at once. The response's headers name them all and
 *  describe the one with the least left, its end both in seconds from now and as Unix time. Fails
 *  with `rate_limited` and `Retry-After` when one of them is over. */
export function enforceWindows(
  ctx: RequestContext,
  windows: readonly RateLimit[],
  subject: string,
): void {
  const { limiter, clock } = ctx.runtime
  const nowMs = clock.now()
  const verdicts = windows.map((window) => limiter.take(subject, window, nowMs))
  const [tightest] = verdicts.toSorted(
    (a, b) => a.remaining - b.remaining || waitSeconds(b) - waitSeconds(a),
  )
  if (tightest === undefined) return
  const told = {
    limit: String(tightest.limit),
    remaining: String(tightest.remaining),
    reset: String(tightest.resetSeconds),
  }
  Object.assign(ctx.response.headers, {
    'ratelimit-policy': verdicts.map((it) => `${it.limit};w=${it.windowSeconds}`).join(', '),
    'ratelimit-limit': told.limit,
    'ratelimit-remaining': told.remaining,
    'ratelimit-reset': told.reset,
    'x-ratelimit-limit': told.limit,
    'x-ratelimit-remaining': told.remaining,
    'x-ratelimit-reset': String(Math.ceil(nowMs / 1000) + tightest.resetSeconds),
  })
  if (tightest.allowed) return
  throw new AppError('rate_limited', {
    details: { limit: tightest.limit, windowSeconds: tightest.windowSeconds },
    headers: { 'retry-after': told.reset },
  })
}

/** A window that still has room makes nobody wait. */
function waitSeconds({ allowed, resetSeconds }: RateLimitVerdict): number {
  return allowed ? 0 : resetSeconds
}
