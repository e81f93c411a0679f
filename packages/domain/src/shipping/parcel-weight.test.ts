import { expect, test } from 'vitest'

import { parcelWeightGrams } from './parcel-weight.ts'

test('counts every unit, and a line without a weight as nothing', () => {
  const lines = [
    { weightGrams: 250, quantity: 3 },
    { weightGrams: null, quantity: 10 },
  ]
  expect(parcelWeightGrams(lines)).toBe(750)
})
