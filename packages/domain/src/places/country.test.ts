import { describe, expect, it } from 'vitest'

import { isCountry } from './country.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
const pairs = letters.flatMap((first) => letters.map((second) => `${first}${second}`))

describe('isCountry', () => {
  it('knows the 249 countries of ISO 3166-1 and Kosovo', () => {
    expect(pairs.filter(isCountry)).toHaveLength(250)
  })

  it.each(['GB', 'US', 'DE', 'ZW', 'AX', 'XK'])('knows %s', (code) => {
    expect(isCountry(code)).toBe(true)
  })

  it.each(['UK', 'gb', 'EU', 'AN', 'XX', 'ZZ', '', '*', 'GBR', ' GB', 'toString'])(
    'does not take %j for a country',
    (code) => {
      expect(isCountry(code)).toBe(false)
    },
  )

  it('names only what the Unicode tables call a country too', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
    expect(pairs.filter(isCountry).filter((code) => names.of(code) === undefined)).toEqual([])
  })
})
