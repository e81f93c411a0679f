import { isSaneRequestId } from '@cartwright/platform/net/request-id'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'

import { registerFiles } from './media/serve-files.ts'
import { AppError } from './operation/app-error.ts'
import { corsFor } from './operation/cors.ts'
import { hostError } from './operation/host-error.ts'
import { logFailure } from './operation/log-failure.ts'
import { operationsOf } from './operation/operations.ts'
import { refuseMalformedHttp } from './operation/refuse-malformed-http.ts'
import { requestContext } from './operation/request-context.ts'
import { registerRestRoute, sendError } from './operation/rest.ts'
import { securityHeaders } from './operation/security-headers.ts'
import { trpcOptions } from './operation/trpc-options.ts'
import { registerPublicKeys } from './public-keys.ts'
import { registerReference } from './reference.ts'
import { restOnlyRouter } from './rest-only.ts'
import { appRouter } from './router.ts'
import type { Runtime } from './runtime.ts'

/** The HTTP server over a runtime: every operation as REST and tRPC, the OpenAPI document and its
 *  page. Listening is the caller's. */
export async function buildApp(runtime: Runtime): Promise<FastifyInstance> {
  const app = Fastify({
    genReqId: (request) => saneRequestId(request.headers['x-request-id']) ?? runtime.ids.uuidv7(),
    requestIdHeader: false,
    logger: false,
    routerOptions: { maxParamLength: 500 },
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    // Paths the router cannot read never come to the hooks and handlers below.
    frameworkErrors: (error, request, reply) =>
      void answerError(runtime, error, { request, reply }),
    clientErrorHandler: (error, socket) => refuseMalformedHttp(error, socket, runtime.ids.uuidv7()),
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders).header('x-request-id', request.id)
    done()
  })
  await app.register(cors, { delegator: corsFor(runtime.settings.consoleOrigins) })
  await app.register(multipart)
  // Bodies stay bytes until the caller is known: signatures are made over them, and parsing is work.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  )
  app.setErrorHandler((error, request, reply) => answerError(runtime, error, { request, reply }))
  app.setNotFoundHandler((request, reply) => {
    const failure = new AppError('not_found', { message: 'There is no such route.' })
    return sendError(reply, failure, requestContext(runtime, request, null))
  })
  for (const operation of [...operationsOf(appRouter), ...operationsOf(restOnlyRouter)]) {
    registerRestRoute(app, runtime, operation)
  }
  await app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: trpcOptions(runtime) })
  registerPublicKeys(app, runtime)
  registerFiles(app, runtime)
  registerReference(app)
  return app
}

/** Answers what failed outside of any operation. */
function answerError(
  runtime: Runtime,
  error: unknown,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): FastifyReply {
  const ctx = requestContext(runtime, request, null)
  const failure = hostError(error)
  const [operation = ''] = request.url.split('?')
  logFailure(runtime.log, failure, { requestId: ctx.requestId, operation })
  return sendError(reply.header('x-request-id', request.id), failure, ctx)
}

function saneRequestId(header: string | readonly string[] | undefined): string | null {
  return typeof header === 'string' && isSaneRequestId(header) ? header : null
}
