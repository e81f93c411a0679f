import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { Sandbox } from '../sandbox.ts'
import { newId } from '../state/new-id.ts'
import { requestErrorStatus } from '../wire/request-error-status.ts'
import { errorEnvelope, StripeFault } from '../wire/stripe-fault.ts'
import { answerCall } from './answer-call.ts'
import type { ApiRoute } from './api-route.ts'
import { apiRoutes } from './routes.ts'

/** Registers Stripe's endpoints: form bodies in, JSON and Stripe's headers out. */
export function serveApi(server: FastifyInstance, sandbox: Sandbox): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  server.setErrorHandler((error, _request, reply) => sendFault(reply, asFault(error)))
  for (const route of apiRoutes) {
    server.route<{ Params: { id?: string } }>({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => serveRoute({ sandbox, route }, request, reply),
    })
  }
  server.all('/v1/*', (request, reply) =>
    sendFault(
      reply.header('request-id', newId('req', 14)),
      new StripeFault(`Unrecognized request URL (${request.method}: ${pathOf(request)}).`, {
        status: 404,
      }),
    ),
  )
}

async function serveRoute(
  { sandbox, route }: { readonly sandbox: Sandbox; readonly route: ApiRoute },
  request: FastifyRequest<{ Params: { id?: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const requestId = newId('req', 14)
  const version = header(request, 'stripe-version')
  const account = header(request, 'stripe-account')
  const idempotencyKey = header(request, 'idempotency-key')
  sandbox.traffic.requests += 1
  if (version !== null) sandbox.traffic.apiVersion = version
  reply.header('request-id', requestId)
  reply.header('stripe-version', sandbox.traffic.apiVersion)
  if (account !== null) reply.header('stripe-account', account)
  if (idempotencyKey !== null) reply.header('idempotency-key', idempotencyKey)
  const answer = await answerCall(sandbox, route, {
    requestId,
    arrivedAtMs: sandbox.nowMs(),
    path: pathOf(request),
    id: request.params.id ?? '',
    form: route.method === 'GET' ? queryOf(request) : bodyOf(request),
    authorization: header(request, 'authorization'),
    account,
    idempotencyKey,
  })
  if (answer.replayedFrom !== null) {
    reply.header('idempotent-replayed', 'true')
    reply.header('original-request', answer.replayedFrom)
  }
  return reply.status(answer.status).send(answer.body)
}

function header(request: FastifyRequest, name: string): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? ''
}

function queryOf(request: FastifyRequest): string {
  const start = request.url.indexOf('?')
  return start < 0 ? '' : request.url.slice(start + 1)
}

function bodyOf(request: FastifyRequest): string {
  return typeof request.body === 'string' ? request.body : ''
}

function sendFault(reply: FastifyReply, fault: StripeFault): FastifyReply {
  return reply.status(fault.status).send(errorEnvelope(fault))
}

function asFault(error: unknown): StripeFault {
  if (error instanceof StripeFault) return error
  const status = requestErrorStatus(error)
  if (status !== null) {
    return new StripeFault(error instanceof Error ? error.message : 'Bad request.', { status })
  }
  console.error('The Stripe sandbox broke:', error)
  return new StripeFault('The sandbox broke; its log says how.', { status: 500, type: 'api_error' })
}
