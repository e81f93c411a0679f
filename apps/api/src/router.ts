import { auth } from './auth/router.ts'
import { getHealth } from './health/get-health.ts'
import { router } from './operation/trpc.ts'

/** Every operation that takes and answers JSON. Its type is what typed front ends are built on. */
export const appRouter = router({
  health: { get: getHealth },
  auth,
})

export type AppRouter = typeof appRouter
