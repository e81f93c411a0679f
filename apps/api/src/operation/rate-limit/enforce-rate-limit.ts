import { AppError } from '../app-error.ts'
import type { RequestContext } from '../context.ts'
import type { RateLimit } from './rate-limiter.ts'

/** Counts this request against a limit and says so in the response's headers; of several limits they
 *  tell of the one with the least left. Fails with `rate_limited` and `Retry-After` when there were
 *  too many. */
export function enforceRateLimit(ctx: RequestContext, limit: RateLimit, subject: string): void {
  const { limiter, clock } = ctx.runtime
  const verdict = limiter.take(subject, limit, clock.now())
  const told = ctx.response.headers['ratelimit-remaining']
  if (told === undefined || verdict.remaining <= Number(told)) {
    Object.assign(ctx.response.headers, {
      'ratelimit-policy': `${verdict.limit};w=${verdict.windowSeconds}`,
      'ratelimit-limit': String(verdict.limit),
      'ratelimit-remaining': String(verdict.remaining),
      'ratelimit-reset': String(verdict.resetSeconds),
    })
  }
  if (verdict.allowed) return
  throw new AppError('rate_limited', {
    details: { limit: verdict.limit, windowSeconds: verdict.windowSeconds },
    headers: { 'retry-after': String(verdict.resetSeconds) },
  })
}
