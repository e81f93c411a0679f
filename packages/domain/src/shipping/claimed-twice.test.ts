import { describe, expect, it } from 'vitest'

import { claimedTwice } from './claimed-twice.ts'

type Places = readonly [countries: readonly string[], regions?: readonly string[] | null]

const zone = ([countries, regions = null]: Places) => ({ countries, regions })

function claim(places: Places, ...others: readonly Places[]) {
  const found = claimedTwice(zone(places), others.map(zone))
  return found === null ? null : [found.country, found.region]
}

describe('claimedTwice', () => {
  it.each<[string, Places, Places, readonly [string, string | null] | null]>([
    ['different countries', [['GB']], [['FR']], null],
    ['one country of several', [['GB', 'IE']], [['FR', 'IE']], ['IE', null]],
    ['a country however it is cased', [['gb']], [['GB']], ['gb', null]],
    ['two rests of the world', [['*']], [['*']], ['*', null]],
    ['the rest of the world and a country', [['*']], [['GB']], null],
    ['a country and one of its regions', [['GB']], [['GB'], ['SCT']], null],
    ['a region and its country', [['GB'], ['SCT']], [['GB']], null],
    ['two regions of a country', [['GB'], ['SCT']], [['GB'], ['WLS']], null],
    ['a region in two lists', [['US'], ['NY', 'CA']], [['US'], ['CA', 'WA']], ['US', 'CA']],
    ['a region in two spellings', [['US'], ['us-ca']], [['US'], ['CA']], ['US', 'us-ca']],
    ['regions of the same name elsewhere', [['US'], ['CA']], [['AR'], ['CA']], null],
    ['no regions, written in two ways', [['GB'], []], [['GB'], null], ['GB', null]],
  ])('%s', (...[, places, other, expected]) => {
    expect(claim(places, other)).toEqual(expected)
  })

  it('looks through every other zone and names the one that collides', () => {
    const others = [
      { name: 'Ireland', ...zone([['IE']]) },
      { name: 'France', ...zone([['FR']]) },
    ]
    expect(claimedTwice(zone([['FR']]), others)?.zone.name).toBe('France')
    expect(claimedTwice(zone([['FR']]), [])).toBeNull()
  })
})
