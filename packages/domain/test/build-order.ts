import type { OrderLine } from '../src/orders/order-line.ts'
import type { RefundableOrder } from '../src/orders/plan-refund.ts'

/** Two unshipped, tracked units for 20.00, without tax, but for the terms given. */
export function buildOrderLine(id: string, terms: Partial<OrderLine> = {}): OrderLine {
  return {
    id,
    variantId: `variant-${id}`,
    quantity: 2,
    fulfilledQuantity: 0,
    cancelledQuantity: 0,
    refundedQuantity: 0,
    total: 2000,
    tax: 0,
    stockTracked: true,
    ...terms,
  }
}

/** A paid, unshipped order of 50.00 in GBP, tax included, nothing refunded, but for the terms given. */
export function buildOrder(terms: Partial<RefundableOrder> = {}): RefundableOrder {
  return {
    status: 'placed',
    paymentStatus: 'paid',
    fulfilmentStatus: 'unfulfilled',
    currency: 'GBP',
    taxIncluded: true,
    paid: 5000,
    refunded: 0,
    ...terms,
  }
}
