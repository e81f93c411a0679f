import { describe, expect, test } from 'vitest'

import { sameCountry, sameRegion } from './same-place.ts'

test('country codes compare without case', () => {
  expect(sameCountry('gb', ' GB')).toBe(true)
  expect(sameCountry('GB', 'IE')).toBe(false)
})

describe('regions', () => {
  test.each(['CA', 'ca', 'US-CA', ' us-ca '])('%j is California', (region) => {
    expect(sameRegion('US', 'CA', region)).toBe(true)
    expect(sameRegion('us', region, 'CA')).toBe(true)
  })

  test.each(['NY', '', null, undefined])('%j is not California', (region) => {
    expect(sameRegion('US', 'CA', region)).toBe(false)
  })

  test('an empty region equals nothing, not even itself', () => {
    expect(sameRegion('US', '', '')).toBe(false)
  })
})
