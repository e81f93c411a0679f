/** So many minor units off: off the order once, or off every unit of the products it names. */
export interface FixedAmount {
  readonly type: 'fixed_amount'
  readonly amount: number
}

/** What it takes off an amount, at most all of it: 500 off 300 → 300. */
export function fixedAmountSaving(kind: FixedAmount, amount: number): number {
  return Math.min(kind.amount, amount)
}

/**
 * What it takes off a line: the amount from each unit, at most the line. 500 off 3 units of 800 →
 * 1500, off 3 units of 400 → 1200.
 */
export function fixedAmountPerUnitSaving(
  kind: FixedAmount,
  line: { readonly subtotal: number; readonly quantity: number },
): number {
  return Math.min(kind.amount * line.quantity, line.subtotal)
}
