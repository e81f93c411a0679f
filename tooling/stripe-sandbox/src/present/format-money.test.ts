import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'

import { formatMoney } from './format-money.ts'

test.each([
  [123_456, 'gbp', '£1,234.56'],
  [5, 'gbp', '£0.05'],
  [0, 'eur', '€0.00'],
  [-250, 'gbp', '-£2.50'],
  [1200, 'jpy', 'JP¥1,200'],
  [1234, 'kwd', 'KWD 1.234'],
  [99_999_999, 'usd', 'US$999,999.99'],
])('%i %s reads %s', (amount, currency, expected) => {
  expect(formatMoney(amount, currency).replaceAll('\u00a0', ' ')).toBe(expected)
})

test('no digit is ever lost', () => {
  assert(
    property(integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (amount) => {
      expect(Number(formatMoney(amount, 'gbp').replaceAll(/\D/g, ''))).toBe(amount)
    }),
  )
})
