import { expect, test } from 'vitest'

import { amountsFit, MAX_AMOUNT } from './amounts-fit.ts'

test.each([
  [[], true],
  [[{ unitPrice: 1999, quantity: 999 }], true],
  [[{ unitPrice: Math.floor(MAX_AMOUNT / 2), quantity: 1 }], true],
  [[{ unitPrice: Math.floor(MAX_AMOUNT / 2), quantity: 2 }], false],
  [[{ unitPrice: Number.MAX_SAFE_INTEGER, quantity: 999 }], false],
])('%j fits: %s', (lines, expected) => {
  expect(amountsFit(lines)).toBe(expected)
})

test('shipping counts', () => {
  const lines = [{ unitPrice: Math.floor(MAX_AMOUNT / 2), quantity: 1 }]
  expect(amountsFit(lines, { id: 's', name: 'Post', price: 1 })).toBe(false)
})
