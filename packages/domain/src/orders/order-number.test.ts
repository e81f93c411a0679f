import { expect, test } from 'vitest'

import { normaliseOrderNumber, ORDER_NUMBER_SPACE, orderNumber } from './order-number.ts'

test.each([
  [0x20288c, 'CC-2026-20288C'],
  [0, 'CC-2026-000000'],
  [ORDER_NUMBER_SPACE - 1, 'CC-2026-FFFFFF'],
  [ORDER_NUMBER_SPACE, 'CC-2026-000000'],
])('%d makes %s', (random, expected) => {
  expect(orderNumber('CC', 2026, random)).toBe(expected)
})

test('is read as it was meant', () => {
  expect(normaliseOrderNumber(' cc-2026-20288c ')).toBe('CC-2026-20288C')
})
