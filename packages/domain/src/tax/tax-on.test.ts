import { expect, test } from 'vitest'

import { taxOn } from './tax-on.ts'

test.each([
  [2399, 2000, 400],
  [1000, 1900, 160],
  [0, 2000, 0],
  [1000, 0, 0],
  [1, 2000, 0],
  [3, 2000, 1],
])('%d including tax at %d basis points contains %d', (amount, rateBasisPoints, tax) => {
  expect(taxOn({ amount, rateBasisPoints, taxIncluded: true })).toBe(tax)
})

test.each([
  [1999, 2000, 400],
  [1000, 1900, 190],
  [1, 2000, 0],
  [2, 2500, 1],
])('%d excluding tax at %d basis points has %d added', (amount, rateBasisPoints, tax) => {
  expect(taxOn({ amount, rateBasisPoints, taxIncluded: false })).toBe(tax)
})

test('tax added in a three-decimal currency keeps the total chargeable', () => {
  expect(taxOn({ amount: 1230, rateBasisPoints: 500, taxIncluded: false, step: 10 })).toBe(60)
  expect(taxOn({ amount: 1230, rateBasisPoints: 500, taxIncluded: true, step: 10 })).toBe(59)
})
