import { expect, test } from 'vitest'

import type { ShippingZone } from './shipping-zone.ts'
import { zonesFor } from './zones-for.ts'

function zone(id: string, countries: string[], regions: string[] | null = null): ShippingZone {
  return { id, name: id, countries, regions, methods: [] }
}

const zones = [
  zone('world', ['*']),
  zone('uk', ['GB']),
  zone('islands', ['GB'], ['SHETLAND', 'ORKNEY']),
  zone('eu', ['DE', 'FR'], []),
  zone('california', ['US'], ['CA']),
]

test.each([
  [{ country: 'GB' }, ['uk']],
  [{ country: 'gb', region: 'London' }, ['uk']],
  [{ country: 'GB', region: 'Shetland' }, ['islands']],
  [{ country: 'FR', region: 'IDF' }, ['eu']],
  [{ country: 'US', region: 'US-CA' }, ['california']],
  [{ country: 'US', region: 'NY' }, ['world']],
  [{ country: 'US' }, ['world']],
  [{ country: 'JP' }, ['world']],
])('%j is served by %j', (destination, expected) => {
  expect(zonesFor(zones, destination).map(({ id }) => id)).toEqual(expected)
})

test('a place nobody names is not served without a rest of the world', () => {
  expect(zonesFor([zone('uk', ['GB'])], { country: 'JP' })).toEqual([])
})
