/** A placed line and how far it has come; amounts are those frozen at placement. */
export interface OrderLine {
  readonly id: string
  readonly variantId: string
  readonly quantity: number
  /** Units shipped. */
  readonly fulfilledQuantity: number
  /** Units that will never be shipped. */
  readonly cancelledQuantity: number
  /** Units whose money was given back, shipped or not. */
  readonly refundedQuantity: number
  /** After discounts; contains the tax where prices do. */
  readonly total: number
  readonly tax: number
  /** Was stock allocated for it? */
  readonly stockTracked: boolean
}

/** So many units of a line. */
export interface LineQuantity {
  readonly orderLineId: string
  readonly quantity: number
}

/** How many units are still to be shipped? */
export function unshippedQuantity(line: OrderLine): number {
  return line.quantity - line.fulfilledQuantity - line.cancelledQuantity
}

/** What did the buyer pay for the line, tax included or added? */
export function paidForLine(line: OrderLine, taxIncluded: boolean): number {
  return taxIncluded ? line.total : line.total + line.tax
}
