import { PAYMENT_TRANSITIONS } from './states.ts'
import type { PaymentStatus } from './states.ts'
import { transition } from './transition.ts'

export interface MoneyBack {
  readonly paid: number
  /** What was given back for certain. */
  readonly refunded: number
}

function statusOf({ paid, refunded }: MoneyBack): PaymentStatus {
  if (refunded <= 0) return 'paid'
  return refunded >= paid ? 'refunded' : 'partially_refunded'
}

/**
 * What is a payment after so much of it went back? A state that cannot move there stays, as a
 * disputed payment does that is refunded in part: the money is gone all the same.
 */
export function paymentAfterRefund(from: PaymentStatus, money: MoneyBack): PaymentStatus {
  if (money.refunded <= 0) return from
  const to = statusOf(money)
  return transition(PAYMENT_TRANSITIONS, from, to).ok ? to : from
}

/**
 * What is a payment after a refund that had succeeded was sent back by the buyer's bank? The one
 * case in which a payment goes back to what it was: the shop has the money again.
 */
export function paymentAfterReturnedRefund(from: PaymentStatus, money: MoneyBack): PaymentStatus {
  return from === 'refunded' || from === 'partially_refunded' ? statusOf(money) : from
}
