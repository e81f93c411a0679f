import type { FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify'

import { appRouter } from '../router.ts'
import type { Runtime } from '../runtime.ts'
import { logFailure } from './log-failure.ts'
import { requestContext } from './request-context.ts'
import { toAppError } from './to-app-error.ts'

type Options = FastifyTRPCPluginOptions<typeof appRouter>['trpcOptions']

/** How tRPC is served: our context, our statuses and headers, our log. */
export function trpcOptions(runtime: Runtime): Options {
  return {
    router: appRouter,
    maxBatchSize: 20,
    createContext: ({ req }) => requestContext(runtime, req, null),
    onError: ({ error, ctx, path }) => {
      const failure = toAppError(error)
      logFailure(runtime.log, failure, {
        requestId: ctx?.requestId ?? '',
        operation: path ?? 'unknown',
      })
    },
    responseMeta: ({ ctx, errors }) => {
      const [first] = errors
      const failure = first === undefined ? null : toAppError(first)
      const headers = { ...ctx?.response.headers, ...failure?.headers }
      return { headers, ...(failure && errors.length === 1 && { status: failure.status }) }
    },
  }
}
