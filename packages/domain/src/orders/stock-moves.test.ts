import { expect, test } from 'vitest'

import { buildOrderLine } from '../../test/build-order.ts'
import { stockMoves } from './stock-moves.ts'

const line = (id: string, variantId = id) => buildOrderLine(id, { variantId })

test('restocked, unshipped units are free again and shipped ones are back on hand', () => {
  expect(stockMoves([{ line: line('a'), cancelled: 2, returned: 1 }], true)).toEqual([
    { variantId: 'a', reservedDelta: -2, onHandDelta: 1 },
  ])
})

test('not restocked, unshipped units are written off and shipped ones stay away', () => {
  expect(stockMoves([{ line: line('a'), cancelled: 2, returned: 1 }], false)).toEqual([
    { variantId: 'a', reservedDelta: -2, onHandDelta: -2 },
  ])
})

test('lines of one variant move it once, variants in id order', () => {
  const givenUp = [
    { line: line('3', 'b'), cancelled: 1, returned: 0 },
    { line: line('1', 'a'), cancelled: 1, returned: 0 },
    { line: line('2', 'b'), cancelled: 2, returned: 0 },
  ]
  expect(stockMoves(givenUp, true)).toEqual([
    { variantId: 'a', reservedDelta: -1, onHandDelta: 0 },
    { variantId: 'b', reservedDelta: -3, onHandDelta: 0 },
  ])
})

test('untracked lines and lines that give up nothing move nothing', () => {
  const untracked = buildOrderLine('a', { stockTracked: false })
  expect(stockMoves([{ line: untracked, cancelled: 2, returned: 0 }], true)).toEqual([])
  expect(stockMoves([{ line: line('a'), cancelled: 0, returned: 1 }], false)).toEqual([])
})
