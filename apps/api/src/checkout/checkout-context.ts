import type { Database } from '@cartwright/db/database'

import type { OperationContext, StorefrontFacts } from '../operation/context.ts'

/** The ways a cart may be refused its checkout. */
export const checkoutErrors = [
  'cart_empty',
  'cart_locked',
  'cart_changed',
  'out_of_stock',
  'shipping_method_unavailable',
  'payments_not_ready',
  'version_conflict',
] as const

export interface CheckoutContext
  extends OperationContext<(typeof checkoutErrors)[number]>, StorefrontFacts {
  readonly db: Database
}

export interface CheckoutInput {
  readonly cartId: string
  readonly customerEmail: string
  readonly acceptsMarketing: boolean
  readonly successUrl: string
  readonly cancelUrl: string
  readonly expectedTotal?: number
}
