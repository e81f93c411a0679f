import { sameCountry, sameRegion } from '../places/same-place.ts'

/** The places a zone names. */
export interface ClaimedPlaces {
  readonly countries: readonly string[]
  /** null or empty: the countries as a whole. */
  readonly regions: readonly string[] | null
}

export interface DoubleClaim<Zone> {
  readonly zone: Zone
  readonly country: string
  /** null: the whole country. */
  readonly region: string | null
}

/**
 * Which place does a zone claim that another zone claims too? null when there is none. A country
 * and one of its regions are different places, so GB and GB's Highlands do not collide; two zones
 * for the whole of GB do, and so do two rests of the world.
 */
export function claimedTwice<Zone extends ClaimedPlaces>(
  places: ClaimedPlaces,
  others: readonly Zone[],
): DoubleClaim<Zone> | null {
  for (const zone of others) {
    for (const country of places.countries) {
      if (!zone.countries.some((named) => sameCountry(named, country))) continue
      const region = sharedRegion(country, places, zone)
      if (region !== undefined) return { zone, country, region }
    }
  }
  return null
}

/** The region of a country that both name, null when both name the whole, undefined when neither. */
function sharedRegion(
  country: string,
  { regions: a }: ClaimedPlaces,
  { regions: b }: ClaimedPlaces,
): string | null | undefined {
  const [mine, theirs] = [a ?? [], b ?? []]
  if (mine.length === 0 && theirs.length === 0) return null
  return mine.find((region) => theirs.some((named) => sameRegion(country, named, region)))
}
