import { expect, test } from 'vitest'

import { formatMoney } from './format-money.ts'

const cases = [
  { amount: 1999, currency: 'GBP', locale: 'en-GB', reads: '£19.99' },
  { amount: -250, currency: 'GBP', locale: 'en-GB', reads: '-£2.50' },
  { amount: 500, currency: 'JPY', locale: 'en-US', reads: '¥500' },
  { amount: 123_456, currency: 'EUR', locale: 'de-DE', reads: '1.234,56 €' },
  { amount: 1230, currency: 'KWD', locale: 'en-GB', reads: 'KWD 1.230' },
  { amount: 5, currency: 'MGA', locale: 'en-GB', reads: 'MGA 5' },
  {
    amount: 9_007_199_254_740_991,
    currency: 'USD',
    locale: 'en-US',
    reads: '$90,071,992,547,409.91',
  },
] as const

test.each(cases)('$amount $currency in $locale reads $reads', (row) => {
  const text = formatMoney(row.amount, row.currency, row.locale)
  expect(text.replaceAll(/\s/g, ' ')).toBe(row.reads)
})

test.each(['', 'not a locale', 'xx-XX'])('reads the locale %j as en-GB', (locale) => {
  expect(formatMoney(100, 'GBP', locale)).toBe('£1.00')
})
