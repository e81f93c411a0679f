import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { confirmedOrder } from '@cartwright/contract/resources/checkout'
import { line } from '@cartwright/contract/scalars'
import {
  type CheckoutSessionRow,
  findCheckoutOfProvider,
  type PlacedOrder,
} from '@cartwright/db/queries/checkout-sessions'
import { settleCheckout } from '@cartwright/db/transactions/settle-checkout'
import type { Settlement } from '@cartwright/db/transactions/settlement'
import { createTrackingToken } from '@cartwright/platform/crypto/tracking-token'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import { z } from 'zod'

import type { OperationContext, StorefrontFacts } from '../operation/context.ts'
import { storefrontOperation } from '../operation/operation.ts'
import type { CheckoutContext } from './checkout-context.ts'

export const confirmCheckoutSession = storefrontOperation({
  method: 'POST',
  path: '/api/v1/storefront/checkout/confirm',
  status: 200,
  summary: 'Turn a paid checkout session into its order',
  description:
    'For the page the buyer comes back to. The order is placed without it too, a little later; calling it again answers the same order.',
  input: z.strictObject({ checkoutSessionId: line(255), cartId: cartIdInput }),
  output: z.object({
    confirmed: z.boolean(),
    alreadyExists: z.boolean(),
    order: confirmedOrder.nullable(),
    reason: z
      .enum(['open', 'unpaid', 'expired', 'refunded_out_of_stock'])
      .nullable()
      .describe('Why there is no order; unpaid: the payment takes some days'),
  }),
  errors: [],
}).staged(async ({ ctx, input }) => {
  const { db, storeId, settings } = ctx
  const known = await findCheckoutOfProvider(db, storeId, input.checkoutSessionId)
  if (known === null || known.session.cartId !== input.cartId) return ctx.fail('not_found')
  const settled = settlementOf(known) ?? (await settleNow(ctx, known.session))
  return answer(settled, settings.trackingUrlTemplate)
})

type ConfirmContext = OperationContext<never> & StorefrontFacts & Pick<CheckoutContext, 'db'>

/** What needs no asking: an order stays, and so does a refund. */
function settlementOf({
  order,
  session,
}: {
  readonly order: PlacedOrder | null
  readonly session: CheckoutSessionRow
}): Settlement | null {
  if (order !== null) return { kind: 'placed', order, alreadyExists: true }
  return session.status === 'refunded' ? { kind: 'refunded' } : null
}

async function settleNow(ctx: ConfirmContext, session: CheckoutSessionRow): Promise<Settlement> {
  const { db, storeId, gateway, ids, now } = ctx
  const { accountId } = session
  const asked = gateway.retrieveCheckoutSession(accountId, session.providerSessionId ?? '')
  const settled = await settleCheckout(db, {
    storeId,
    checkoutSessionId: session.id,
    accountId,
    session: await asked.catch((error: unknown) => providerFailed(ctx, error)),
    newId: ids.uuidv7,
    randomHex: ids.randomHex,
    trackingToken: createTrackingToken(storeId),
    now,
  })
  return settled ?? ctx.fail('not_found')
}

function providerFailed(ctx: ConfirmContext, error: unknown): never {
  if (!(error instanceof GatewayError)) throw error
  const { log, requestId, storeId } = ctx
  log.warn({ err: error, requestId, storeId }, 'the payment provider did not say what was paid')
  return ctx.fail('unavailable')
}

function answer(settled: Settlement, trackingUrlTemplate: string) {
  switch (settled.kind) {
    case 'placed': {
      const { checkoutSessionId: _, trackingToken, ...order } = settled.order
      const trackingUrl = trackingUrlTemplate.replace('{token}', trackingToken)
      const { alreadyExists } = settled
      return { confirmed: true, alreadyExists, order: { ...order, trackingUrl }, reason: null }
    }
    case 'waiting':
      return { ...notConfirmed, reason: settled.reason }
    case 'expired':
      return { ...notConfirmed, reason: settled.kind }
    case 'refunded':
      return { ...notConfirmed, reason: 'refunded_out_of_stock' as const }
  }
}

const notConfirmed = { confirmed: false, alreadyExists: false, order: null }
