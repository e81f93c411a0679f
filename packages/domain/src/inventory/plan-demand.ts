import { compareText } from '../compare-text.ts'

export interface Demand {
  readonly variantId: string
  readonly quantity: number
}

/**
 * How many of each variant do these lines need? One entry per variant, in id order: the order in
 * which every writer takes its rows, so that two checkouts never wait for each other.
 */
export function planDemand(lines: readonly Demand[]): readonly Demand[] {
  const totals = new Map<string, number>()
  for (const { variantId, quantity } of lines) {
    totals.set(variantId, (totals.get(variantId) ?? 0) + quantity)
  }
  return [...totals]
    .map(([variantId, quantity]) => ({ variantId, quantity }))
    .filter((demand) => demand.quantity > 0)
    .toSorted((a, b) => compareText(a.variantId, b.variantId))
}
