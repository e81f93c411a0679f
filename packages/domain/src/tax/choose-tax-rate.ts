import { compareText } from '../compare-text.ts'
import type { Place } from '../places/place.ts'
import { sameCountry, sameRegion } from '../places/same-place.ts'
import type { TaxRate } from './tax-rate.ts'

function covers(rate: TaxRate, destination: Place): boolean {
  if (!sameCountry(rate.country, destination.country)) return false
  return rate.region === null || sameRegion(destination.country, rate.region, destination.region)
}

/** The tax code outweighs the region: reduced-rate goods stay reduced in every region. */
function specificity(rate: TaxRate): number {
  return (rate.taxCode === null ? 0 : 2) + (rate.region === null ? 0 : 1)
}

/**
 * Which one rate taxes goods of this tax code sent to this place? The most specific that covers
 * both: tax code and region, then tax code, then region, then the country's standard rate; ties by
 * id. null when none does. With GB 20 % and GB `books` 0 %, books get 0 % and all else 20 %.
 */
export function chooseTaxRate(
  rates: readonly TaxRate[],
  destination: Place,
  taxCode: string | null,
): TaxRate | null {
  const best = rates
    .filter((rate) => covers(rate, destination))
    .filter((rate) => rate.taxCode === null || rate.taxCode === taxCode)
    .toSorted((a, b) => specificity(b) - specificity(a) || compareText(a.id, b.id))
  return best[0] ?? null
}

/**
 * Which rate taxes the shipping charge? The destination's standard rate, or none when that rate
 * does not apply to shipping; a wider rate never steps in for it.
 */
export function chooseShippingTaxRate(
  rates: readonly TaxRate[],
  destination: Place,
): TaxRate | null {
  const standard = chooseTaxRate(rates, destination, null)
  return standard?.appliesToShipping === true ? standard : null
}
