import { describe, expect, it } from 'vitest'

import { rivalRate } from './rival-rate.ts'

const rate = (country: string, region: string | null = null, taxCode: string | null = null) => ({
  country,
  region,
  taxCode,
})

describe('rivalRate', () => {
  it.each([
    ['the same country', rate('GB'), rate('GB'), true],
    ['a country in small letters', rate('GB'), rate('gb'), true],
    ['another country', rate('GB'), rate('FR'), false],
    ['a region of the country', rate('US'), rate('US', 'CA'), false],
    ['the country of a region', rate('US', 'CA'), rate('US'), false],
    ['the same region in another spelling', rate('US', 'CA'), rate('US', 'us-ca'), true],
    ['another region', rate('US', 'CA'), rate('US', 'NY'), false],
    ['another tax code', rate('GB', null, 'books'), rate('GB', null, 'food'), false],
    ['the standard rate beside a code', rate('GB'), rate('GB', null, 'books'), false],
    ['the same code', rate('GB', null, 'books'), rate('GB', null, 'books'), true],
    ['the same code elsewhere', rate('GB', null, 'books'), rate('IE', null, 'books'), false],
  ])('%s', (...[, known, candidate, expected]) => {
    expect(rivalRate([rate('ZA'), known], candidate)).toBe(expected ? known : null)
  })

  it('finds none among none', () => {
    expect(rivalRate([], rate('GB'))).toBeNull()
  })
})
