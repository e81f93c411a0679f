import { expect, test } from 'vitest'

import { percentageOf } from './percentage-of.ts'

test.each([
  { amount: 999, basisPoints: 1_250, step: 1, expected: 125 },
  { amount: 1000, basisPoints: 3_333, step: 1, expected: 333 },
  { amount: 50, basisPoints: 100, step: 1, expected: 1 },
  { amount: 49, basisPoints: 100, step: 1, expected: 0 },
  { amount: 1230, basisPoints: 1_000, step: 10, expected: 120 },
  { amount: 1250, basisPoints: 1_000, step: 10, expected: 130 },
  { amount: 1234, basisPoints: 10_000, step: 10, expected: 1234 },
])('$basisPoints basis points of $amount in steps of $step → $expected', (row) => {
  expect(percentageOf(row.amount, row.basisPoints, row.step)).toBe(row.expected)
})
