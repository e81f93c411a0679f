import { expect, test } from 'vitest'

import { cartExpiresAt, isCartThere } from './cart-lifetime.ts'

const HOUR = 3_600_000
const NOW = 1_000_000

test.each([
  ['an empty cart 6 hours', { lineCount: 0, hasEmail: false }, 6],
  ['an empty cart of a known buyer 6 hours', { lineCount: 0, hasEmail: true }, 6],
  ['an anonymous cart 30 days', { lineCount: 1, hasEmail: false }, 30 * 24],
  ['the cart of a known buyer 90 days', { lineCount: 1, hasEmail: true }, 90 * 24],
])('keeps %s', (_, facts, hours) => {
  expect(cartExpiresAt(facts, NOW)).toBe(NOW + hours * HOUR)
})

test.each([
  ['open', NOW + 1, true],
  ['open', NOW, false],
  ['checkout', NOW + 1, true],
  ['checkout', NOW - 1, false],
  ['expired', NOW + 1, false],
  ['completed', NOW - 1, true],
] as const)('a cart that is %s until %d is there: %s', (status, expiresAt, isThere) => {
  expect(isCartThere({ status, expiresAt }, NOW)).toBe(isThere)
})
