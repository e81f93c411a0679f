import type { FastifyReply } from 'fastify'

import type { AppError } from './app-error.ts'
import type { RequestContext } from './context.ts'
import type { Dialect } from './dialects/dialect.ts'

export interface ErrorSetting {
  readonly ctx: Pick<RequestContext, 'requestId' | 'response'>
  readonly dialect: Dialect
}

/** Answers an error as its dialect tells it. */
export function sendError(
  reply: FastifyReply,
  error: AppError,
  { ctx, dialect }: ErrorSetting,
): FastifyReply {
  const { status, body } = dialect.error(error, ctx.requestId)
  return reply
    .code(status)
    .headers({ ...ctx.response.headers, ...error.headers })
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body))
}
