import type { Place } from '../places/place.ts'
import { sameCountry, sameRegion } from '../places/same-place.ts'
import type { ShippingZone } from './shipping-zone.ts'

const REST_OF_WORLD = '*'

function names(zone: ShippingZone, destination: Place): boolean {
  return zone.countries.some((country) => sameCountry(country, destination.country))
}

function hasRegions(zone: ShippingZone): boolean {
  return zone.regions !== null && zone.regions.length > 0
}

function namesRegion(zone: ShippingZone, destination: Place): boolean {
  const { country, region } = destination
  return (zone.regions ?? []).some((named) => sameRegion(country, named, region))
}

/**
 * Which zones serve a destination? Those that name its region; if none, those that name its whole
 * country; if none, the rest of the world. So a dearer zone for the Highlands replaces the zone
 * for the country there, and `*` never competes with a zone that names the place.
 */
export function zonesFor(
  zones: readonly ShippingZone[],
  destination: Place,
): readonly ShippingZone[] {
  const named = zones.filter((zone) => names(zone, destination))
  const regional = named.filter((zone) => hasRegions(zone) && namesRegion(zone, destination))
  if (regional.length > 0) return regional
  const national = named.filter((zone) => !hasRegions(zone))
  if (national.length > 0) return national
  return zones.filter((zone) => zone.countries.includes(REST_OF_WORLD))
}
