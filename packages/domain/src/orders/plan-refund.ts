import { allocate } from '../money/allocate.ts'
import { chargeStep, isChargeable } from '../money/charge-step.ts'
import { cumulativeShare } from '../money/cumulative-share.ts'
import type { Currency } from '../money/currency.ts'
import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import type { OrderProgress } from './fulfilment-progress.ts'
import { paidForLine } from './order-line.ts'
import type { LineQuantity, OrderLine } from './order-line.ts'
import { refundEffect } from './refund-effect.ts'
import { refundableAmount } from './refundable-amount.ts'
import type { OrderMoney } from './refundable-amount.ts'
import { selectLines } from './select-lines.ts'
import type { SelectedLine, SelectLinesFailure } from './select-lines.ts'
import { PAYMENT_TRANSITIONS } from './states.ts'
import type { PaymentStatus } from './states.ts'
import type { StockMove } from './stock-moves.ts'
import { transition } from './transition.ts'
import type { IllegalTransition } from './transition.ts'

export interface RefundableOrder extends OrderProgress, OrderMoney {
  readonly currency: Currency
  readonly taxIncluded: boolean
}

export interface RefundRequest {
  readonly order: RefundableOrder
  readonly lines: readonly OrderLine[]
  /** null: what the lines are worth; without lines, all that is left. */
  readonly amount: number | null
  /** null: every unit left when there is no amount either, else none. */
  readonly asked: readonly LineQuantity[] | null
  readonly restock: boolean
}

export interface RefundedLine extends LineQuantity {
  /** This line's part of the amount. */
  readonly amount: number
  /** Of the quantity, the units that were not shipped and now never are. */
  readonly cancelledQuantity: number
}

export interface RefundPlan {
  readonly amount: number
  readonly lines: readonly RefundedLine[]
  readonly stock: readonly StockMove[]
  /** What the order becomes once the money is back. */
  readonly paymentStatus: PaymentStatus
  readonly status: OrderProgress['status']
  readonly fulfilmentStatus: OrderProgress['fulfilmentStatus']
}

export type RefundFailure =
  | IllegalTransition
  | SelectLinesFailure
  | Failure<'nothing_to_refund'>
  | Failure<'refund_exceeds_paid', { readonly requested: number; readonly refundable: number }>
  | Failure<'amount_not_chargeable', { readonly amount: number; readonly currency: Currency }>

function worthOf({ line, quantity }: SelectedLine, order: RefundableOrder): number {
  return cumulativeShare({
    amount: paidForLine(line, order.taxIncluded),
    units: line.quantity,
    takenBefore: line.refundedQuantity,
    taken: quantity,
    step: chargeStep(order.currency),
  })
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0)
}

function chooseAmount(
  request: RefundRequest,
  worth: readonly number[],
): Result<number, RefundFailure> {
  const { order, asked } = request
  const refundable = refundableAmount(order)
  const byLines = asked === null ? refundable : Math.min(total(worth), refundable)
  const amount = request.amount ?? byLines
  if (refundable <= 0 || amount <= 0) return fail('nothing_to_refund')
  if (amount > refundable) {
    return fail('refund_exceeds_paid', { requested: amount, refundable })
  }
  return isChargeable(amount, order.currency)
    ? ok(amount)
    : fail('amount_not_chargeable', { amount, currency: order.currency })
}

/** An amount smaller than the lines are worth is shared over them; the rest of a larger one is on none. */
function shareAmount(worth: readonly number[], amount: number, step: number): readonly number[] {
  if (amount >= total(worth)) return worth
  const shared = allocate(amount, worth, step)
  return shared.ok ? shared.value : worth
}

/**
 * What does a refund give back, and where does the order stand afterwards?
 *
 * An amount alone is money for no line. Lines alone are worth their share of what was paid for
 * them, by the cumulative rule, so that refunding every unit, in whatever steps, returns exactly
 * what the line cost, added tax included. Lines with an amount: the amount counts (shipping on top,
 * say), the units are marked. Neither: all that is left, shipping included, and every unit. Never
 * more than was paid and not yet refunded. Units not shipped are taken first and never ship.
 */
export function planRefund(request: RefundRequest): Result<RefundPlan, RefundFailure> {
  const { order, lines, amount: askedAmount, asked, restock } = request
  const selected = selectLines({
    lines,
    asked: askedAmount === null ? asked : (asked ?? []),
    remaining: (line) => line.quantity - line.refundedQuantity,
  })
  if (!selected.ok) return selected
  const worth = selected.value.map((selection) => worthOf(selection, order))
  const amount = chooseAmount(request, worth)
  if (!amount.ok) return amount
  const after = order.refunded + amount.value === order.paid ? 'refunded' : 'partially_refunded'
  const payment = transition(PAYMENT_TRANSITIONS, order.paymentStatus, after)
  if (!payment.ok) return payment
  const step = chargeStep(order.currency)
  const amounts = shareAmount(worth, amount.value, step)
  const chosen = selected.value.map(({ line, quantity }) => ({ orderLineId: line.id, quantity }))
  const effect = refundEffect({ order, lines, refunded: chosen, restock })
  return ok({
    ...effect,
    amount: amount.value,
    lines: effect.lines.map((line, position) => ({ ...line, amount: amounts[position] ?? 0 })),
    paymentStatus: payment.value.state,
  })
}
