import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { Runtime } from '../runtime.ts'
import { answerHostFailure } from './answer-host-failure.ts'
import type { RequestContext } from './context.ts'
import { foreignBody } from './foreign-body.ts'
import { inputShape } from './input-shape.ts'
import { logFailure } from './log-failure.ts'
import type { Operation } from './operations.ts'
import { requestContext } from './request-context.ts'
import { requestBody } from './rest-body.ts'
import { restInput } from './rest-input.ts'
import { sendError } from './send-error.ts'
import { toAppError } from './to-app-error.ts'
import { UNREAD_BODY } from './unread-body.ts'
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
    config: { takesAnyBody: meta.body !== 'raw' },
    errorHandler: (error, request, reply) => {
      answerHostFailure(runtime, error, { request, reply, meta })
    },
    handler: async (request, reply) => {
      const ctx = requestContext(runtime, request, requestBody(request, meta.body))
      try {
        const readInput = () => {
          refuseOtherBodies(request, meta)
          return restInput(restRequest(request, meta), shape)
        }
        const data = await meta.serve({ ctx, operation: operation.id, readInput })
        return sendSuccess(reply, ctx, { status: ctx.response.status ?? meta.status, data, meta })
      } catch (error) {
        const failure = toAppError(error)
        logFailure(runtime.log, failure, { requestId: ctx.requestId, operation: operation.id })
        return sendError(reply, failure, { ctx, dialect: meta.dialect })
      }
    },
  })
}

/** The host lets every body come this far, so that who calls is asked first. Forms are refused, if
 *  need be, by whoever reads them. */
function refuseOtherBodies(request: FastifyRequest, { body }: Operation['meta']): void {
  const isForm = request.isMultipart()
  const isOther = request.body === UNREAD_BODY
  const isMissing = body === 'mixed' && !isForm && request.body === undefined
  if ((body === 'json' && (isForm || isOther)) || (body === 'mixed' && isOther) || isMissing) {
    throw foreignBody(body)
  }
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
  readonly meta: Operation['meta']
}

function sendSuccess(reply: FastifyReply, ctx: RequestContext, { status, data, meta }: Success) {
  const answer = reply.code(status).headers(ctx.response.headers)
  if (status === 204) return answer.send()
  const body = meta.dialect.success(data as Record<string, unknown>)
  return answer.type('application/json; charset=utf-8').send(writeJson(body))
}
