import { expect, test } from 'vitest'

import { buildOrderLine } from '../../test/build-order.ts'
import { paidForLine, unshippedQuantity } from './order-line.ts'

test('what is shipped or cancelled is not left to ship', () => {
  const line = buildOrderLine('a', { quantity: 5, fulfilledQuantity: 2, cancelledQuantity: 1 })
  expect(unshippedQuantity(line)).toBe(2)
})

test('added tax was paid, included tax is in the total', () => {
  const line = buildOrderLine('a', { total: 1000, tax: 200 })
  expect(paidForLine(line, false)).toBe(1200)
  expect(paidForLine(line, true)).toBe(1000)
})
