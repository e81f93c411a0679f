import type { CheckoutSessionRow } from '@cartwright/db/queries/checkout-sessions'
import { abandonCheckout } from '@cartwright/db/transactions/abandon-checkout'
import { recordCheckoutSession } from '@cartwright/db/transactions/record-checkout-session'
import { checkoutRequest } from '@cartwright/domain/orders/checkout-request'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'
import type { CheckoutSession } from '@cartwright/platform/stripe/payment-gateway'

import { cartAnswer } from '../carts/cart-answer.ts'
import { findLivingCart } from '../carts/find-living-cart.ts'
import type { CheckoutContext } from './checkout-context.ts'

export interface PaymentPage {
  readonly id: string
  readonly url: string
  readonly expiresAt: string
}

/** The page where a prepared checkout is paid: made at the provider now, unless it was before. */
export async function askProvider(
  ctx: CheckoutContext,
  session: CheckoutSessionRow,
): Promise<PaymentPage> {
  const expiresAt = session.expiresAt.toISOString()
  const { url, providerSessionId } = session
  if (url !== null && providerSessionId !== null) return { id: providerSessionId, url, expiresAt }
  const made = await createSession(ctx, session)
  const recorded = await recordCheckoutSession(ctx.db, {
    storeId: ctx.storeId,
    checkoutSessionId: session.id,
    providerSessionId: made.id,
    url: made.url,
    now: ctx.now,
  })
  if (recorded?.status === 'open' && made.url !== null)
    return { id: made.id, url: made.url, expiresAt }
  // The cart was changed while the provider was being asked; whoever did that has the page closed.
  const cart = (await findLivingCart(ctx, session.cartId)) ?? ctx.fail('not_found')
  return ctx.fail('cart_changed', cartAnswer(ctx, cart))
}

async function createSession(
  ctx: CheckoutContext,
  session: CheckoutSessionRow,
): Promise<CheckoutSession> {
  const request = checkoutRequest({ ...session, expiresAt: session.expiresAt.getTime() })
  if (!request.ok) throw new Error(`A checkout was prepared that cannot be charged: ${session.id}`)
  try {
    return await ctx.gateway.createCheckoutSession(request.value)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const { storeId, log, requestId } = ctx
    log.warn({ err: error, requestId, storeId }, 'the payment provider made no checkout session')
    // It may have been made all the same: the same request, or a sweep, asks again under the same
    // key, and until then the stock stays held.
    if (error.retry === 'same_key') return ctx.fail('unavailable')
    await abandonCheckout(ctx.db, {
      storeId,
      checkoutSessionId: session.id,
      status: 'failed',
      newId: ctx.ids.uuidv7,
      now: ctx.now,
    })
    if (error.retry === 'new_key') return ctx.fail('unavailable')
    return ctx.fail('payments_not_ready', { reason: error.code })
  }
}
