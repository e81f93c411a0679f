import { unshippedQuantity } from './order-line.ts'
import type { OrderLine } from './order-line.ts'
import type { FulfilmentStatus, OrderStatus } from './states.ts'

export interface OrderProgress {
  readonly status: OrderStatus
  readonly fulfilmentStatus: FulfilmentStatus
}

/**
 * Where does an order stand once its lines stand like this? Fulfilled when something was shipped
 * and nothing is left to ship, and then a placed order is completed. A delivered or returned order
 * stays so.
 */
export function fulfilmentProgress(
  before: OrderProgress,
  lines: readonly OrderLine[],
): OrderProgress {
  const { status, fulfilmentStatus } = before
  if (fulfilmentStatus === 'delivered' || fulfilmentStatus === 'returned') return before
  if (!lines.some((line) => line.fulfilledQuantity > 0)) {
    return { status, fulfilmentStatus: 'unfulfilled' }
  }
  if (lines.some((line) => unshippedQuantity(line) > 0)) {
    return { status, fulfilmentStatus: 'partially_fulfilled' }
  }
  const after = status === 'placed' ? 'completed' : status
  return { status: after, fulfilmentStatus: 'fulfilled' }
}
