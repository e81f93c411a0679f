import { expect, test } from 'vitest'

import { buildOrderLine } from '../../test/build-order.ts'
import { refundEffect } from './refund-effect.ts'

const placed = { status: 'placed', fulfilmentStatus: 'unfulfilled' } as const
const units = (quantity: number) => [{ orderLineId: 'a', quantity }]

test('names the refunded lines alone', () => {
  const lines = [buildOrderLine('a'), buildOrderLine('b')]
  expect(refundEffect({ order: placed, lines, refunded: units(1), restock: true })).toEqual({
    ...placed,
    lines: [{ orderLineId: 'a', quantity: 1, cancelledQuantity: 1 }],
    stock: [{ variantId: 'variant-a', reservedDelta: -1, onHandDelta: 0 }],
  })
})

test('money without units changes nothing', () => {
  const lines = [buildOrderLine('a')]
  expect(refundEffect({ order: placed, lines, refunded: [], restock: true })).toEqual({
    ...placed,
    lines: [],
    stock: [],
  })
})

test('what was cancelled with its order is not put back on the shelf a second time', () => {
  const order = { ...placed, status: 'cancelled' } as const
  const lines = [buildOrderLine('a', { cancelledQuantity: 2 })]
  expect(refundEffect({ order, lines, refunded: units(2), restock: true })).toEqual({
    ...order,
    lines: [{ orderLineId: 'a', quantity: 2, cancelledQuantity: 0 }],
    stock: [],
  })
})

test('units that were refunded meanwhile are left out', () => {
  const lines = [buildOrderLine('a', { cancelledQuantity: 1, refundedQuantity: 1 })]
  expect(refundEffect({ order: placed, lines, refunded: units(2), restock: true })).toMatchObject({
    lines: [{ orderLineId: 'a', quantity: 1, cancelledQuantity: 1 }],
  })
})
