import type { StripeAmountFailure } from '../money/stripe-amount.ts'
import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { OrderDraft } from './order-from-cart.ts'
import { paymentRequest } from './payment-request.ts'
import type { PaymentRequest } from './payment-request.ts'

/** A checkout session as it was written down before the payment provider was asked. */
export interface OpenedCheckout {
  readonly id: string
  readonly storeId: string
  readonly cartId: string
  readonly accountId: string
  readonly customerEmail: string
  /** Epoch ms. */
  readonly expiresAt: number
  readonly draft: OrderDraft<unknown> & {
    readonly successUrl: string
    readonly cancelUrl: string
  }
}

export interface CheckoutRequest extends PaymentRequest {
  readonly accountId: string
  readonly idempotencyKey: string
  readonly customerEmail: string
  readonly successUrl: string
  readonly cancelUrl: string
  /** Epoch ms. */
  readonly expiresAt: number
  readonly clientReferenceId: string
  readonly metadata: Readonly<Record<'storeId' | 'cartId' | 'checkoutSessionId', string>>
}

/**
 * What is the payment provider asked for this checkout? The same for the same row, key included,
 * so that asking again after a lost answer finds the session made the first time.
 */
export function checkoutRequest(
  checkout: OpenedCheckout,
): Result<CheckoutRequest, StripeAmountFailure> {
  const { id, storeId, cartId, accountId, customerEmail, expiresAt, draft } = checkout
  const payment = paymentRequest(draft)
  if (!payment.ok) return payment
  return ok({
    ...payment.value,
    accountId,
    idempotencyKey: `checkout:${id}`,
    customerEmail,
    successUrl: draft.successUrl,
    cancelUrl: draft.cancelUrl,
    expiresAt,
    clientReferenceId: cartId,
    metadata: { storeId, cartId, checkoutSessionId: id },
  })
}
