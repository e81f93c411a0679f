import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { Runtime } from '../runtime.ts'
import { AppError } from './app-error.ts'
import type { RequestContext } from './context.ts'
import { house } from './dialects/house.ts'
import { inputShape } from './input-shape.ts'
import { logFailure } from './log-failure.ts'
import type { Operation } from './operations.ts'
import { requestContext } from './request-context.ts'
import { requestBody } from './rest-body.ts'
import { restInput } from './rest-input.ts'
import { toAppError } from './to-app-error.ts'
import { writeJson } from './write-json.ts'

const DEFAULT_BODY_LIMIT_BYTES = 1024 * 1024

/** Serves one operation as a REST route at its path. */
export function registerRestRoute(
  app: FastifyInstance,
  runtime: Runtime,
  operation: Operation,
): void {
  const { meta } = operation
  const shape = inputShape(meta.input)
  app.route({
    method: meta.method,
    url: meta.path.replace(/\{(\w+)\}/g, ':$1'),
    bodyLimit: meta.bodyLimitBytes ?? DEFAULT_BODY_LIMIT_BYTES,
    handler: async (request, reply) => {
      const ctx = requestContext(runtime, request, requestBody(request, meta.body))
      try {
        // The host takes forms for the routes that want them; elsewhere one would pass for no body.
        if (meta.body === 'json' && request.isMultipart()) {
          throw new AppError('unsupported_media_type')
        }
        const readInput = () => restInput(restRequest(request, meta), shape)
        const data = await meta.serve({ ctx, operation: operation.id, readInput })
        return sendSuccess(reply, ctx, { status: ctx.response.status ?? meta.status, data })
      } catch (error) {
        const failure = toAppError(error)
        logFailure(runtime.log, failure, { requestId: ctx.requestId, operation: operation.id })
        return sendError(reply, failure, ctx)
      }
    },
  })
}

function restRequest(request: FastifyRequest, meta: Operation['meta']) {
  return {
    method: meta.method,
    params: request.params as Record<string, string>,
    query: request.query as Record<string, string | string[] | undefined>,
    // Raw bytes may be JSON too, but they are the operation's to read and no part of its input.
    body: meta.body === 'json' && Buffer.isBuffer(request.body) ? request.body : null,
  }
}

interface Success {
  readonly status: number
  readonly data: unknown
}

function sendSuccess(reply: FastifyReply, ctx: RequestContext, { status, data }: Success) {
  const body = house.success(data as Record<string, unknown>)
  return reply
    .code(status)
    .headers(ctx.response.headers)
    .type('application/json; charset=utf-8')
    .send(writeJson(body))
}

/** Answers an error in the house envelope. */
export function sendError(
  reply: FastifyReply,
  error: AppError,
  ctx: Pick<RequestContext, 'requestId' | 'response'>,
): FastifyReply {
  return reply
    .code(error.status)
    .headers({ ...ctx.response.headers, ...error.headers })
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(house.error(error, ctx.requestId)))
}
