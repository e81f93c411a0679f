import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { unshippedQuantity } from './order-line.ts'
import type { LineQuantity, OrderLine } from './order-line.ts'
import { planRefund } from './plan-refund.ts'
import type { RefundableOrder, RefundedLine, RefundFailure } from './plan-refund.ts'
import { refundableAmount } from './refundable-amount.ts'
import { ORDER_TRANSITIONS } from './states.ts'
import { stockMoves } from './stock-moves.ts'
import type { StockMove } from './stock-moves.ts'
import { transition } from './transition.ts'

export interface CancelRequest {
  readonly order: RefundableOrder
  readonly lines: readonly OrderLine[]
  readonly restock: boolean
  /** Is there a refund of which nobody knows yet whether it went through? */
  readonly isRefundPending: boolean
}

export type CancelPlan =
  | { readonly kind: 'already_cancelled' }
  | {
      readonly kind: 'cancel'
      /** The units that now never ship. */
      readonly lines: readonly LineQuantity[]
      readonly stock: readonly StockMove[]
      /** Everything not yet given back; null when there is nothing. */
      readonly refund: { readonly amount: number; readonly lines: readonly RefundedLine[] } | null
      /** What the payment becomes once the money is back. */
      readonly paymentStatus: RefundableOrder['paymentStatus']
    }

/**
 * What does cancelling an order undo? All that is unshipped, and all money not yet given back.
 * Refused as `illegal_transition` once it is completed or anything was shipped: from then on units
 * are refunded. Refused too while a refund is under way, because what is left to give back depends
 * on it. Cancelling twice succeeds and does nothing.
 */
export function planCancel(request: CancelRequest): Result<CancelPlan, RefundFailure> {
  const { order, lines, restock } = request
  const move = transition(ORDER_TRANSITIONS, order.status, 'cancelled')
  if (!move.ok) return move
  if (!move.value.changed) return ok({ kind: 'already_cancelled' })
  if (lines.some((line) => line.fulfilledQuantity > 0)) {
    return fail('illegal_transition', { from: order.fulfilmentStatus, to: 'cancelled' })
  }
  if (request.isRefundPending) {
    return fail('illegal_transition', { from: 'refund_pending', to: 'cancelled' })
  }
  const givenUp = lines
    .map((line) => ({ line, cancelled: unshippedQuantity(line), returned: 0 }))
    .filter(({ cancelled }) => cancelled > 0)
  const undone = {
    kind: 'cancel' as const,
    lines: givenUp.map(({ line, cancelled }) => ({ orderLineId: line.id, quantity: cancelled })),
    stock: stockMoves(givenUp, restock),
  }
  if (refundableAmount(order) === 0)
    return ok({ ...undone, refund: null, paymentStatus: order.paymentStatus })
  const refund = planRefund({ order, lines, amount: null, asked: null, restock })
  if (!refund.ok) return refund
  const { amount, lines: refundedLines, paymentStatus } = refund.value
  return ok({ ...undone, refund: { amount, lines: refundedLines }, paymentStatus })
}
