import { GatewayError } from './gateway-error.ts'
import type { CreateRefund, PaymentGateway } from './payment-gateway.ts'

/**
 * - `succeeded`: the provider took the refund on; its bank may need days.
 * - `failed`: it surely did not happen; `final` when the same request would fail again.
 * - `unknown`: nobody knows; asking again with the same idempotency key is safe for a day.
 */
export type RefundOutcome =
  | { readonly kind: 'succeeded'; readonly reference: string }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly final: boolean
      /** The provider's id, when it made one that failed. */
      readonly reference?: string
    }
  | { readonly kind: 'unknown'; readonly error: GatewayError }

/** Asks for a refund, and tells what is known of it afterwards. Never call it in a transaction. */
export const requestRefund = async (
  gateway: Pick<PaymentGateway, 'createRefund'>,
  input: CreateRefund,
): Promise<RefundOutcome> => {
  try {
    const { refundId, status } = await gateway.createRefund(input)
    if (status === 'failed') {
      return { kind: 'failed', code: 'refund_failed', final: false, reference: refundId }
    }
    return { kind: 'succeeded', reference: refundId }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const { retry, code } = error
    if (retry === 'same_key') return { kind: 'unknown', error }
    return { kind: 'failed', code, final: retry === 'never' }
  }
}
