import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Runtime } from '../runtime.ts'
import type { AppError } from './app-error.ts'
import { countKeyRequest } from './callers/x-api-key.ts'
import type { RequestContext } from './context.ts'
import { dialectAt } from './dialects/dialect-at.ts'
import { tradeItems } from './dialects/trade-items.ts'
import { hostError } from './host-error.ts'
import { logFailure } from './log-failure.ts'
import type { Operation } from './operations.ts'
import { requestContext } from './request-context.ts'
import { sendError } from './send-error.ts'
import { toAppError } from './to-app-error.ts'

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Of the route, when one was found. */
  readonly meta?: Operation['meta']
}

/** Answers what failed outside of any operation, in the dialect of its route. */
export function answerHostFailure(
  runtime: Runtime,
  error: unknown,
  { request, reply, meta }: Exchange,
): FastifyReply {
  const ctx = requestContext(runtime, request, null)
  const [path = ''] = request.url.split('?')
  const dialect = meta?.dialect ?? dialectAt(path)
  const refusal = hostError(error, meta?.body)
  const failure = dialect === tradeItems ? counted(ctx, refusal) : refusal
  logFailure(runtime.log, failure, { requestId: ctx.requestId, operation: path })
  return sendError(reply.header('x-request-id', request.id), failure, { ctx, dialect })
}

/** These routes tell the caller's limits with every answer, and every request counts. */
function counted(ctx: RequestContext, failure: AppError): AppError {
  try {
    countKeyRequest(ctx)
    return failure
  } catch (error) {
    return toAppError(error)
  }
}
