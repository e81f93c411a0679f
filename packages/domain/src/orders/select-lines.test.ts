import { expect, test } from 'vitest'

import { buildOrderLine } from '../../test/build-order.ts'
import type { LineQuantity } from './order-line.ts'
import { unshippedQuantity } from './order-line.ts'
import { selectLines } from './select-lines.ts'

const lines = [
  buildOrderLine('a', { quantity: 3, fulfilledQuantity: 1 }),
  buildOrderLine('b', { quantity: 1, fulfilledQuantity: 1 }),
  buildOrderLine('c'),
]

function select(asked: readonly LineQuantity[] | null) {
  const result = selectLines({ lines, asked, remaining: unshippedQuantity })
  return result.ok ? result.value.map(({ line, quantity }) => [line.id, quantity]) : result.error
}

test('nothing asked means all that remains', () => {
  expect(select(null)).toEqual([
    ['a', 2],
    ['c', 2],
  ])
})

test('a line asked for twice counts with the sum', () => {
  const one = { orderLineId: 'a', quantity: 1 }
  expect(select([{ orderLineId: 'c', quantity: 1 }, one, one])).toEqual([
    ['a', 2],
    ['c', 1],
  ])
  expect(select([one, one, one])).toEqual({
    code: 'quantity_too_large',
    details: { orderLineId: 'a', requested: 3, remaining: 2 },
  })
})

test('a line of another order is unknown', () => {
  expect(select([{ orderLineId: 'x', quantity: 1 }])).toEqual({
    code: 'order_line_unknown',
    details: { orderLineId: 'x' },
  })
})
