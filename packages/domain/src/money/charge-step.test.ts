import { expect, test } from 'vitest'

import { chargeStep, isChargeable } from './charge-step.ts'

test('three-decimal currencies move in tens, all others in ones', () => {
  expect(chargeStep('KWD')).toBe(10)
  expect(chargeStep('GBP')).toBe(1)
  expect(chargeStep('JPY')).toBe(1)
})

test.each([
  [1230, 'KWD', true],
  [1234, 'KWD', false],
  [1234, 'GBP', true],
  [0, 'GBP', true],
  [-1, 'GBP', false],
  [1.5, 'GBP', false],
  [Number.MAX_SAFE_INTEGER + 1, 'JPY', false],
] as const)('%d %s is chargeable: %s', (amount, currency, expected) => {
  expect(isChargeable(amount, currency)).toBe(expected)
})
