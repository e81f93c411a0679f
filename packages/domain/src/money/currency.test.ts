import { describe, expect, test } from 'vitest'

import { CURRENCIES, currencyForm, isCurrency } from './currency.ts'

const digitsOf = (digits: number) =>
  CURRENCIES.filter((code) => currencyForm(code).minorDigits === digits)

describe('currency table', () => {
  test('holds Stripe’s zero-decimal currencies and no others', () => {
    const stripe = 'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' ')
    expect(digitsOf(0).toSorted()).toEqual([...stripe, 'ISK', 'UGX'].toSorted())
  })

  test('holds Stripe’s three-decimal currencies and no others', () => {
    expect(digitsOf(3).toSorted()).toEqual(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])
  })

  test('counts IDR, HUF and TWD in hundredths, as Stripe charges them', () => {
    expect(['IDR', 'HUF', 'TWD'].every((code) => isCurrency(code))).toBe(true)
    expect(currencyForm('IDR').minorDigits).toBe(2)
    expect(currencyForm('HUF').minorDigits).toBe(2)
    expect(currencyForm('TWD').minorDigits).toBe(2)
  })

  test('lists no currency twice and more than 135 of them', () => {
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length)
    expect(CURRENCIES.length).toBeGreaterThan(135)
    expect(CURRENCIES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true)
  })

  test.each(['gbp', 'XXX', '', 'GB', 'toString'])('does not know %j', (code) => {
    expect(isCurrency(code)).toBe(false)
  })
})
