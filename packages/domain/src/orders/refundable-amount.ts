import type { PaymentStatus } from './states.ts'

export interface OrderMoney {
  readonly paymentStatus: PaymentStatus
  /** What the buyer paid in all, in minor units. */
  readonly paid: number
  /** What was given back or is on its way back. */
  readonly refunded: number
}

/**
 * How much can still be given back? What was paid and not refunded yet; nothing of a payment that is
 * `refunded` as a whole, even where no refund says so, because the bank took it with a lost dispute.
 */
export function refundableAmount({ paymentStatus, paid, refunded }: OrderMoney): number {
  return paymentStatus === 'refunded' ? 0 : Math.max(0, paid - refunded)
}
