import { initTRPC, type TRPC_ERROR_CODE_KEY } from '@trpc/server'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'

import type { RequestContext } from './context.ts'
import type { ServedOperation } from './definition.ts'
import { toAppError } from './to-app-error.ts'

/** tRPC's own names for the statuses of the catalogue. */
const trpcCodes: Readonly<Record<number, TRPC_ERROR_CODE_KEY>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
}

/** tRPC with our context, metadata and error shape. Used by this folder and the app file alone. */
export const trpc = initTRPC
  .context<RequestContext>()
  .meta<ServedOperation>()
  .create({
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const failure = toAppError(error)
      const { message, status, issues, details } = failure
      const code = trpcCodes[status] ?? 'INTERNAL_SERVER_ERROR'
      return {
        ...shape,
        message,
        code: TRPC_ERROR_CODES_BY_KEY[code],
        data: {
          ...shape.data,
          code,
          httpStatus: status,
          error: { code: failure.code, issues, details, requestId: ctx?.requestId ?? null },
        },
      }
    },
  })

export const router = trpc.router
