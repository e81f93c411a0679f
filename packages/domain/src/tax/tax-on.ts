import { divideRounded } from '../money/divide-rounded.ts'

export interface TaxedAmount {
  readonly amount: number
  readonly rateBasisPoints: number
  /** Does the amount already contain the tax? */
  readonly taxIncluded: boolean
  /** The currency's charge step; tax added on top is rounded to it where the amount is. */
  readonly step?: number
}

/**
 * How much tax is on an amount? Included: `round(gross × r / (1 + r))`, 2399 at 20 % → 400, 1000
 * at 19 % → 160. Excluded: `round(net × r)`, 1999 at 20 % → 400.
 */
export function taxOn(taxed: TaxedAmount): number {
  const { amount, rateBasisPoints, taxIncluded, step = 1 } = taxed
  const product = BigInt(amount) * BigInt(rateBasisPoints)
  return taxIncluded
    ? divideRounded(product, 10_000 + rateBasisPoints)
    : divideRounded(product, 10_000, amount % step === 0 ? step : 1)
}
