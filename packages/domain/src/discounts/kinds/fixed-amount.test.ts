import { expect, test } from 'vitest'

import { fixedAmountPerUnitSaving, fixedAmountSaving } from './fixed-amount.ts'

const fiveOff = { type: 'fixed_amount', amount: 500 } as const

test.each([
  [300, 300],
  [500, 500],
  [800, 500],
  [0, 0],
])('500 off %d saves %d', (amount, saving) => {
  expect(fixedAmountSaving(fiveOff, amount)).toBe(saving)
})

test('a line saves the amount on every unit, at most the line itself', () => {
  expect(fixedAmountPerUnitSaving(fiveOff, { subtotal: 2400, quantity: 3 })).toBe(1500)
  expect(fixedAmountPerUnitSaving(fiveOff, { subtotal: 1200, quantity: 3 })).toBe(1200)
})
