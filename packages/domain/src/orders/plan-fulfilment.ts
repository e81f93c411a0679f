import { fail, ok } from '../result.ts'
import type { Failure, Result } from '../result.ts'
import { fulfilmentProgress } from './fulfilment-progress.ts'
import type { OrderProgress } from './fulfilment-progress.ts'
import { unshippedQuantity } from './order-line.ts'
import type { LineQuantity, OrderLine } from './order-line.ts'
import { selectLines } from './select-lines.ts'
import type { SelectLinesFailure } from './select-lines.ts'
import type { PaymentStatus } from './states.ts'
import type { IllegalTransition } from './transition.ts'

export interface FulfilmentRequest {
  readonly order: OrderProgress & { readonly paymentStatus: PaymentStatus }
  readonly lines: readonly OrderLine[]
  /** null: all that remains. */
  readonly asked: readonly LineQuantity[] | null
}

export interface FulfilmentPlan {
  readonly lines: readonly (LineQuantity & {
    readonly variantId: string
    readonly stockTracked: boolean
  })[]
  /** What the order becomes. */
  readonly status: OrderProgress['status']
  readonly fulfilmentStatus: OrderProgress['fulfilmentStatus']
}

export type FulfilmentFailure =
  | IllegalTransition
  | SelectLinesFailure
  | Failure<'nothing_to_fulfil'>

function mayShip(paymentStatus: PaymentStatus): boolean {
  switch (paymentStatus) {
    case 'paid':
    case 'partially_refunded':
    case 'disputed':
      return true
    case 'pending':
    case 'failed':
    case 'refunded':
      return false
  }
}

/**
 * What goes into this parcel, and where does the order stand afterwards? Refused for a cancelled
 * or unpaid order, for more units than are left to ship, and when nothing is left.
 */
export function planFulfilment(
  request: FulfilmentRequest,
): Result<FulfilmentPlan, FulfilmentFailure> {
  const { order, lines, asked } = request
  if (order.status === 'cancelled') {
    return fail('illegal_transition', { from: order.status, to: 'fulfilled' })
  }
  if (!mayShip(order.paymentStatus)) {
    return fail('illegal_transition', { from: order.paymentStatus, to: 'fulfilled' })
  }
  const selected = selectLines({ lines, asked, remaining: unshippedQuantity })
  if (!selected.ok) return selected
  if (selected.value.length === 0) return fail('nothing_to_fulfil')
  const shipping = new Map(selected.value.map(({ line, quantity }) => [line.id, quantity]))
  const after = lines.map((line) => ({
    ...line,
    fulfilledQuantity: line.fulfilledQuantity + (shipping.get(line.id) ?? 0),
  }))
  const planned = selected.value.map(({ line, quantity }) => ({
    orderLineId: line.id,
    quantity,
    variantId: line.variantId,
    stockTracked: line.stockTracked,
  }))
  return ok({ lines: planned, ...fulfilmentProgress(order, after) })
}
