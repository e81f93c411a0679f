import { expect, test } from 'vitest'

import { percentageSaving } from './percentage.ts'

test.each([
  [1250, 999, 125],
  [10_000, 999, 999],
  [100, 49, 0],
  [5000, 0, 0],
])('%d basis points off %d save %d', (basisPoints, amount, saving) => {
  expect(percentageSaving({ type: 'percentage', basisPoints }, amount, 1)).toBe(saving)
})

test('saves chargeable amounts in a three-decimal currency', () => {
  expect(percentageSaving({ type: 'percentage', basisPoints: 1250 }, 1230, 10)).toBe(150)
})
