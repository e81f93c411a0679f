import type { ErrorCode } from '@cartwright/contract/errors'

import { AppError } from './app-error.ts'
import type { OperationContext, RequestContext } from './context.ts'
import { enforceRateLimit } from './rate-limit/enforce-rate-limit.ts'

/** The context a handler gets, from the request's. `db` and the caller's facts are added by whoever
 *  calls. */
export function operationContext(ctx: RequestContext): OperationContext<ErrorCode> {
  const { db: _, ...runtime } = ctx.runtime
  return {
    ...runtime,
    requestId: ctx.requestId,
    clientAddress: ctx.clientAddress,
    header: ctx.header,
    body: ctx.body,
    now: new Date(runtime.clock.now()),
    ifMatch: ifMatch(ctx),
    fail,
    refuse,
    enforceLimit: (limit, subject) => enforceRateLimit(ctx, limit, subject),
    unwrap: (result) => {
      if (result.ok) return result.value
      const details: unknown = 'details' in result.error ? result.error.details : undefined
      return fail(result.error.code, isDetails(details) ? details : undefined)
    },
    redirect: (location) => {
      ctx.response.status = 301
      ctx.response.headers['location'] = location
    },
    setStatus: (status) => {
      ctx.response.status = status
    },
  }
}

function fail(code: ErrorCode, details?: Readonly<Record<string, unknown>>): never {
  throw new AppError(code, details === undefined ? {} : { details })
}

function refuse(path: readonly (string | number)[], message: string): never {
  throw new AppError('validation_failed', { issues: [{ path, message }] })
}

function isDetails(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function ifMatch(ctx: RequestContext): number | null {
  const value = ctx.header('if-match')
  if (value === undefined) return null
  const match = /^"(\d{1,9})"$/.exec(value)
  if (match !== null) return Number(match[1])
  throw new AppError('validation_failed', {
    issues: [{ path: ['if-match'], message: 'If-Match names a version in quotes, such as "3".' }],
  })
}
