import type { LineRecord, SessionRecord, ShippingOptionRecord } from '../state/records.ts'

/** What one line costs: unit amount × quantity, both integers. */
export function lineTotal(line: LineRecord): number {
  return line.unitAmount * line.quantity
}

/** The shipping option the buyer has now; the first one is chosen until they choose another. */
export function chosenShipping(session: SessionRecord): ShippingOptionRecord | null {
  const { shippingOptions, chosenShippingId } = session
  return shippingOptions.find(({ id }) => id === chosenShippingId) ?? shippingOptions[0] ?? null
}

/**
 * What a session costs, in minor units. 2 × 999 and shipping of 350 →
 * `{subtotal: 1998, shipping: 350, total: 2348}`.
 */
export function sessionTotals(session: SessionRecord): {
  readonly subtotal: number
  readonly shipping: number
  readonly total: number
} {
  const subtotal = session.lines.reduce((sum, line) => sum + lineTotal(line), 0)
  const shipping = chosenShipping(session)?.amount ?? 0
  return { subtotal, shipping, total: subtotal + shipping }
}
