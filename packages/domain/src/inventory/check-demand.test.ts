import { expect, test } from 'vitest'

import { checkDemand } from './check-demand.ts'
import type { StockLevel } from './stock-level.ts'

function level(variantId: string, onHand: number, terms: Partial<StockLevel> = {}): StockLevel {
  const flags = { trackInventory: true, allowBackorder: false }
  return { variantId, onHand, reserved: 0, held: 0, ...flags, ...terms }
}

const levels = [level('a', 3), level('b', 1), level('c', 0, { allowBackorder: true })]

test('answers the summed demand when all can be supplied', () => {
  const lines = [
    { variantId: 'c', quantity: 9 },
    { variantId: 'a', quantity: 1 },
    { variantId: 'a', quantity: 2 },
  ]
  expect(checkDemand(lines, levels)).toEqual({
    ok: true,
    value: [
      { variantId: 'a', quantity: 3 },
      { variantId: 'c', quantity: 9 },
    ],
  })
})

test('names every variant that falls short, counting all its lines', () => {
  const lines = [
    { variantId: 'a', quantity: 2 },
    { variantId: 'a', quantity: 2 },
    { variantId: 'b', quantity: 1 },
    { variantId: 'gone', quantity: 1 },
  ]
  expect(checkDemand(lines, levels)).toEqual({
    ok: false,
    error: {
      code: 'out_of_stock',
      details: {
        items: [
          { variantId: 'a', requested: 4, available: 3 },
          { variantId: 'gone', requested: 1, available: 0 },
        ],
      },
    },
  })
})
