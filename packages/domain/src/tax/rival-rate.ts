import { sameCountry, sameRegion } from '../places/same-place.ts'
import type { TaxRate } from './tax-rate.ts'

type TaxedPlace = Pick<TaxRate, 'country' | 'region' | 'taxCode'>

/**
 * Which of these rates taxes the very same goods at the very same place? null when none does. Two
 * such rates would leave it to chance which one counts. A rate for a region or for a tax code is no
 * rival of the country's standard rate: it is the more specific one.
 */
export function rivalRate<Rate extends TaxedPlace>(
  rates: readonly Rate[],
  candidate: TaxedPlace,
): Rate | null {
  return rates.find((rate) => isRival(rate, candidate)) ?? null
}

function isRival(a: TaxedPlace, b: TaxedPlace): boolean {
  if (a.taxCode !== b.taxCode || !sameCountry(a.country, b.country)) return false
  if (a.region === null || b.region === null) return a.region === b.region
  return sameRegion(a.country, a.region, b.region)
}
