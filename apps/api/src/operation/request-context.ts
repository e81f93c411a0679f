import { clientAddress } from '@cartwright/platform/net/client-address'
import type { FastifyRequest } from 'fastify'

import type { Runtime } from '../runtime.ts'
import type { RequestContext } from './context.ts'
import type { RequestBody } from './request-body.ts'

/** What operations see of an HTTP request. */
export function requestContext(
  runtime: Runtime,
  request: FastifyRequest,
  body: RequestBody | null,
): RequestContext {
  return {
    runtime,
    requestId: request.id,
    clientAddress: clientAddress(
      request.socket.remoteAddress ?? '',
      first(request.headers['x-forwarded-for']),
      runtime.settings.trustedProxies,
    ),
    header: (name) => first(request.headers[name]),
    query: (name) => first((request.query as Record<string, string | string[] | undefined>)[name]),
    pathParam: (name) => (request.params as Record<string, string | undefined>)[name],
    response: { status: null, headers: {} },
    body,
  }
}

function first(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : value?.[0]
}
