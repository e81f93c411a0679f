import { accountRoutes } from './account-routes.ts'
import type { ApiRoute } from './api-route.ts'
import { balanceRoutes } from './balance-routes.ts'
import { chargeRoutes } from './charge-routes.ts'
import { disputeRoutes } from './dispute-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { paymentIntentRoutes } from './payment-intent-routes.ts'
import { refundRoutes } from './refund-routes.ts'
import { sessionRoutes } from './session-routes.ts'

/** Every endpoint of Stripe's that the sandbox speaks. */
export const apiRoutes: readonly ApiRoute[] = [
  ...accountRoutes,
  ...sessionRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...eventRoutes,
  ...balanceRoutes,
]
