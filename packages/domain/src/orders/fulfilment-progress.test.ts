import { expect, test } from 'vitest'

import { buildOrderLine } from '../../test/build-order.ts'
import { fulfilmentProgress } from './fulfilment-progress.ts'

const placed = { status: 'placed', fulfilmentStatus: 'unfulfilled' } as const
const untouched = buildOrderLine('a')
const shipped = buildOrderLine('b', { fulfilledQuantity: 2 })
const cancelled = buildOrderLine('c', { cancelledQuantity: 2 })

test.each([
  [[untouched], 'placed', 'unfulfilled'],
  [[cancelled], 'placed', 'unfulfilled'],
  [[untouched, shipped], 'placed', 'partially_fulfilled'],
  [[buildOrderLine('d', { fulfilledQuantity: 1 })], 'placed', 'partially_fulfilled'],
  [[shipped], 'completed', 'fulfilled'],
  [[shipped, cancelled], 'completed', 'fulfilled'],
] as const)('%j: the order is %s and %s', (lines, status, fulfilmentStatus) => {
  expect(fulfilmentProgress(placed, lines)).toEqual({ status, fulfilmentStatus })
})

test('a delivered order stays delivered', () => {
  const delivered = { status: 'completed', fulfilmentStatus: 'delivered' } as const
  expect(fulfilmentProgress(delivered, [shipped])).toEqual(delivered)
})
