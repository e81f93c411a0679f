import type { OrderUnavailable } from '@cartwright/db/transactions/fulfil-order'
import type { FulfilmentFailure } from '@cartwright/domain/orders/plan-fulfilment'
import type { RefundFailure } from '@cartwright/domain/orders/plan-refund'

import type { OperationContext } from '../../operation/context.ts'

/** The ways a change of an order may be refused. */
export const orderErrors = ['illegal_transition', 'version_conflict'] as const

export type OrderChangeContext = Pick<
  OperationContext<(typeof orderErrors)[number]>,
  'fail' | 'refuse'
>

/** Ends the operation because the order cannot be changed like this, saying which part of the
 *  request asked for too much. */
export function refuseOrderChange(
  { fail, refuse }: OrderChangeContext,
  failure: FulfilmentFailure | RefundFailure | OrderUnavailable,
): never {
  switch (failure.code) {
    case 'not_found':
    case 'version_conflict':
      return fail(failure.code)
    case 'illegal_transition':
      return fail(failure.code, failure.details)
    case 'nothing_to_fulfil':
      return fail('illegal_transition', { reason: 'Everything was shipped or cancelled.' })
    case 'nothing_to_refund':
      return fail('illegal_transition', { reason: 'There is no money left to give back.' })
    case 'order_line_unknown':
      return refuse(['lines'], `The order has no line ${failure.details.orderLineId}.`)
    case 'quantity_too_large': {
      const { orderLineId, requested, remaining } = failure.details
      return refuse(['lines'], `Of line ${orderLineId}, ${remaining} remain, not ${requested}.`)
    }
    case 'refund_exceeds_paid':
      return refuse(['amount'], `At most ${failure.details.refundable} can be given back.`)
    case 'amount_not_chargeable':
      return refuse(['amount'], 'The last digit must be 0 in this currency.')
  }
}
