import { giveUpUnits } from './give-up-units.ts'
import type { LineQuantity, OrderLine } from './order-line.ts'

/** A refund as it is kept. `pending`: asked for, and nobody knows yet whether the money went. */
export interface RecordedRefund {
  readonly amount: number
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly lines: readonly LineQuantity[]
}

function sum(refunds: readonly RecordedRefund[]): number {
  return refunds.reduce((total, refund) => total + refund.amount, 0)
}

/** How much was given back or may be on its way? What a further refund must leave alone. */
export function committedRefunds(refunds: readonly RecordedRefund[]): number {
  return sum(refunds.filter((refund) => refund.status !== 'failed'))
}

/** How much was given back for certain? */
export function settledRefunds(refunds: readonly RecordedRefund[]): number {
  return sum(refunds.filter((refund) => refund.status === 'succeeded'))
}

/**
 * How do the lines stand if every refund under way succeeds? Nothing else may ship or refund those
 * units meanwhile.
 */
export function withPendingRefunds(
  lines: readonly OrderLine[],
  refunds: readonly RecordedRefund[],
): readonly OrderLine[] {
  const pending = refunds.filter((refund) => refund.status === 'pending')
  return lines.map((line) =>
    pending
      .flatMap((refund) => refund.lines)
      .filter(({ orderLineId }) => orderLineId === line.id)
      .reduce(
        (standing, { quantity }) => ({
          ...standing,
          cancelledQuantity: standing.cancelledQuantity + giveUpUnits(standing, quantity).cancelled,
          refundedQuantity: standing.refundedQuantity + quantity,
        }),
        line,
      ),
  )
}
