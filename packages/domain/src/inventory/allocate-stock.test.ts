import { expect, test } from 'vitest'

import { buildStock } from '../../test/build-stock.ts'
import { allocateStock } from './allocate-stock.ts'

test('an order uses up its own hold', () => {
  expect(allocateStock(buildStock(), { quantity: 3, fromHold: 3 })).toMatchObject({
    ok: true,
    value: { reservedDelta: 3, heldDelta: -3, onHandDelta: 0 },
  })
})

test('without a hold it takes what nobody else holds', () => {
  expect(allocateStock(buildStock(), { quantity: 5, fromHold: 0 }).ok).toBe(true)
  expect(allocateStock(buildStock(), { quantity: 6, fromHold: 0 })).toEqual({
    ok: false,
    error: { code: 'out_of_stock', details: { variantId: 'v', requested: 6, available: 5 } },
  })
})

test('a hold counts only as far as units are held', () => {
  expect(allocateStock(buildStock(), { quantity: 9, fromHold: 99 }).ok).toBe(false)
  expect(allocateStock(buildStock(), { quantity: 8, fromHold: 99 })).toMatchObject({
    value: { heldDelta: -3 },
  })
})

test('backorders allocate beyond what there is; untracked stock allocates nothing', () => {
  const order = { quantity: 50, fromHold: 0 }
  expect(allocateStock(buildStock({ allowBackorder: true }), order)).toMatchObject({
    value: { reservedDelta: 50 },
  })
  expect(allocateStock(buildStock({ trackInventory: false }), order)).toMatchObject({
    value: { reservedDelta: 0 },
  })
})
