import { describe, expect, test } from 'vitest'

import { chooseShippingTaxRate, chooseTaxRate } from './choose-tax-rate.ts'
import type { TaxRate } from './tax-rate.ts'

function rate(id: string, terms: Partial<TaxRate>): TaxRate {
  return {
    id,
    name: id,
    country: 'US',
    region: null,
    rateBasisPoints: 1000,
    taxCode: null,
    appliesToShipping: true,
    ...terms,
  }
}

const rates = [
  rate('us', {}),
  rate('us-ca', { region: 'CA', appliesToShipping: false }),
  rate('us-books', { taxCode: 'books' }),
  rate('us-ca-books', { region: 'CA', taxCode: 'books' }),
  rate('gb', { country: 'GB' }),
]

describe('the most specific rate wins', () => {
  test.each([
    [{ country: 'US' }, null, 'us'],
    [{ country: 'us', region: 'NY' }, null, 'us'],
    [{ country: 'US', region: 'US-CA' }, null, 'us-ca'],
    [{ country: 'US', region: 'NY' }, 'books', 'us-books'],
    [{ country: 'US', region: 'CA' }, 'books', 'us-ca-books'],
    [{ country: 'US', region: 'CA' }, 'unheard-of', 'us-ca'],
    [{ country: 'GB', region: 'CA' }, 'books', 'gb'],
  ])('%j, tax code %s → %s', (destination, taxCode, expected) => {
    expect(chooseTaxRate(rates, destination, taxCode)?.id).toBe(expected)
    expect(chooseTaxRate(rates.toReversed(), destination, taxCode)?.id).toBe(expected)
  })

  test('a tax code outweighs a region', () => {
    const choice = chooseTaxRate(
      [rate('region', { region: 'CA' }), rate('code', { taxCode: 'books' })],
      { country: 'US', region: 'CA' },
      'books',
    )
    expect(choice?.id).toBe('code')
  })

  test('ties go to the smaller id', () => {
    expect(chooseTaxRate([rate('b', {}), rate('a', {})], { country: 'US' }, null)?.id).toBe('a')
  })

  test('no rate covers a country the store does not tax', () => {
    expect(chooseTaxRate(rates, { country: 'FR' }, null)).toBeNull()
  })
})

describe('shipping', () => {
  test('takes the standard rate of the destination', () => {
    expect(chooseShippingTaxRate(rates, { country: 'US', region: 'NY' })?.id).toBe('us')
  })

  test('is untaxed where the standard rate leaves it out, though the country taxes it', () => {
    expect(chooseShippingTaxRate(rates, { country: 'US', region: 'CA' })).toBeNull()
  })

  test('is untaxed where there is no rate', () => {
    expect(chooseShippingTaxRate(rates, { country: 'FR' })).toBeNull()
  })
})
