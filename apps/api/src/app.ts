import { isSaneRequestId } from '@cartwright/platform/net/request-id'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import Fastify, { type FastifyInstance } from 'fastify'

import { registerFormPage } from './media/embed/page/serve-form-page.ts'
import { registerFiles } from './media/files/serve-files.ts'
import { registerSignedUploads } from './media/files/take-signed-uploads.ts'
import { answerHostFailure } from './operation/answer-host-failure.ts'
import { AppError } from './operation/app-error.ts'
import { corsFor } from './operation/cors.ts'
import { type Operation, operationsOf } from './operation/operations.ts'
import { refuseMalformedHttp } from './operation/refuse-malformed-http.ts'
import { registerRestRoute } from './operation/rest.ts'
import { securityHeaders } from './operation/security-headers.ts'
import { trpcOptions } from './operation/trpc-options.ts'
import { UNREAD_BODY } from './operation/unread-body.ts'
import { registerPublicKeys } from './public-keys.ts'
import { registerReference } from './reference.ts'
import { restOnlyRouter } from './rest-only.ts'
import { appRouter } from './router.ts'
import type { Runtime } from './runtime.ts'

/** A connection on which nothing moves for so long is given up, and with it what it was sending. */
const SILENCE_MS = 2 * 60_000
/** Ten files of 25 MB over a line of 600 kbit/s; whoever drips bytes for longer is no uploader. */
const REQUEST_MS = 60 * 60_000

const every = [...operationsOf(appRouter), ...operationsOf(restOnlyRouter)]

/** The HTTP server over a runtime: every operation as REST and tRPC, the OpenAPI document and its
 *  page. Listening is the caller's. */
export async function buildApp(
  runtime: Runtime,
  operations: readonly Operation[] = every,
): Promise<FastifyInstance> {
  const app = Fastify({
    genReqId: (request) => saneRequestId(request.headers['x-request-id']) ?? runtime.ids.uuidv7(),
    requestIdHeader: false,
    logger: false,
    routerOptions: { maxParamLength: 500 },
    bodyLimit: 1024 * 1024,
    forceCloseConnections: 'idle',
    connectionTimeout: SILENCE_MS,
    requestTimeout: REQUEST_MS,
    // Paths the router cannot read never come to the hooks and handlers below.
    frameworkErrors: (error, request, reply) =>
      void answerHostFailure(runtime, error, { request, reply }),
    clientErrorHandler: (error, socket) => refuseMalformedHttp(error, socket, runtime.ids.uuidv7()),
  })
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders).header('x-request-id', request.id)
    done()
  })
  await app.register(cors, { delegator: corsFor(runtime) })
  // Whoever reads a file looks whether it was cut short; one nobody reads may be of any size.
  await app.register(multipart, { throwFileSizeLimit: false })
  // Bodies stay bytes until the caller is known: signatures are made over them, and parsing is work.
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, body),
  )
  app.addContentTypeParser('*', (request, _, done) => {
    if (request.routeOptions.config.takesAnyBody === true) done(null, UNREAD_BODY)
    else done(new AppError('unsupported_media_type'))
  })
  app.setErrorHandler((error, request, reply) =>
    answerHostFailure(runtime, error, { request, reply }),
  )
  app.setNotFoundHandler((request, reply) => {
    const failure = new AppError('not_found', { message: 'There is no such route.' })
    return answerHostFailure(runtime, failure, { request, reply })
  })
  for (const operation of operations) registerRestRoute(app, runtime, operation)
  await app.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: trpcOptions(runtime) })
  registerPublicKeys(app, runtime)
  registerFiles(app, runtime)
  await registerSignedUploads(app, runtime)
  registerFormPage(app, runtime)
  registerReference(app)
  return app
}

function saneRequestId(header: string | readonly string[] | undefined): string | null {
  return typeof header === 'string' && isSaneRequestId(header) ? header : null
}
