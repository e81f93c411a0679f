import { allocate } from '../money/allocate.ts'
import type { Place } from '../places/place.ts'
import { chooseShippingTaxRate, chooseTaxRate } from './choose-tax-rate.ts'
import { taxOn } from './tax-on.ts'
import type { TaxRate } from './tax-rate.ts'
import type { TaxReason, TaxRow } from './tax-row.ts'

export type RoundingLevel = 'per_line' | 'per_order'

/** A discounted line, or the discounted shipping charge. */
export type Taxable =
  | {
      readonly kind: 'line'
      readonly id: string
      readonly amount: number
      readonly taxCode: string | null
    }
  | { readonly kind: 'shipping'; readonly id: string; readonly amount: number }

export interface TaxInput {
  readonly items: readonly Taxable[]
  readonly rates: readonly TaxRate[]
  /** null while the address is unknown; nothing is taxed then. */
  readonly destination: Place | null
  readonly taxIncluded: boolean
  readonly roundingLevel: RoundingLevel
  readonly step?: number
}

function rateFor(item: Taxable, input: TaxInput): TaxRate | null {
  if (input.destination === null) return null
  switch (item.kind) {
    case 'line':
      return chooseTaxRate(input.rates, input.destination, item.taxCode)
    case 'shipping':
      return chooseShippingTaxRate(input.rates, input.destination)
  }
}

function reasonFor(rate: TaxRate | null, input: TaxInput): TaxReason {
  if (input.destination === null) return 'no_destination'
  if (rate === null) return 'no_rate'
  if (rate.rateBasisPoints === 0) return 'zero'
  return rate.taxCode === null ? 'standard' : 'reduced'
}

/** Rounds once for everything one rate taxes, then shares the tax out over it. */
function taxTogether(
  rate: TaxRate,
  amounts: readonly number[],
  input: TaxInput,
): readonly number[] {
  const { taxIncluded, step = 1 } = input
  const { rateBasisPoints } = rate
  const whole = amounts.reduce((sum, amount) => sum + amount, 0)
  const tax = taxOn({ amount: whole, rateBasisPoints, taxIncluded, step })
  const shares = allocate(tax, amounts, taxIncluded ? 1 : step)
  return shares.ok ? shares.value : amounts.map(() => 0)
}

function taxApart(rate: TaxRate, amounts: readonly number[], input: TaxInput): readonly number[] {
  const { taxIncluded, step = 1 } = input
  const { rateBasisPoints } = rate
  return amounts.map((amount) => taxOn({ amount, rateBasisPoints, taxIncluded, step }))
}

/**
 * What tax is on each line and on shipping? One row per item, in the items' order. Rounding is
 * per item, or once per rate over the whole order and then shared by largest remainder:
 * three lines of 3 at 20 % excluded are 1 + 1 + 1 per line, and 2 = 1 + 1 + 0 per order.
 */
export function computeTax(input: TaxInput): readonly TaxRow[] {
  const rated = input.items.map((item) => ({ item, rate: rateFor(item, input) }))
  const taxes = new Map<Taxable, number>()
  for (const rate of new Set(rated.map((entry) => entry.rate))) {
    if (rate === null) continue
    const items = rated.filter((entry) => entry.rate === rate).map((entry) => entry.item)
    const amounts = items.map((item) => item.amount)
    const tax =
      input.roundingLevel === 'per_order'
        ? taxTogether(rate, amounts, input)
        : taxApart(rate, amounts, input)
    items.forEach((item, i) => taxes.set(item, tax[i] ?? 0))
  }
  return rated.map(({ item, rate }) => {
    const amount = taxes.get(item) ?? 0
    return {
      kind: item.kind,
      id: item.id,
      rateId: rate?.id ?? null,
      name: rate?.name ?? null,
      country: rate?.country ?? null,
      region: rate?.region ?? null,
      rateBasisPoints: rate?.rateBasisPoints ?? 0,
      base: input.taxIncluded ? item.amount - amount : item.amount,
      amount,
      reason: reasonFor(rate, input),
    }
  })
}
