import type { AppRouter } from '@cartwright/api/app-router'
import type { inferRouterOutputs } from '@trpc/server'

/** What every operation answers: over tRPC as it is, over REST as `data`. */
export type Outputs = inferRouterOutputs<AppRouter>
