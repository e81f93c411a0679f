import { initTRPC } from '@trpc/server'

import type { RequestContext } from './context.ts'
import type { OperationMeta } from './definition.ts'
import { toAppError } from './to-app-error.ts'

/** tRPC with our context, metadata and error shape. Used by this folder and the app file alone. */
export const trpc = initTRPC
  .context<RequestContext>()
  .meta<OperationMeta>()
  .create({
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const { code, message, issues, details } = toAppError(error)
      return {
        ...shape,
        message,
        data: {
          ...shape.data,
          error: { code, issues, details, requestId: ctx?.requestId ?? null },
        },
      }
    },
  })

export const router = trpc.router
