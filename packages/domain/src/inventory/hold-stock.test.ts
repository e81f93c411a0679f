import { expect, test } from 'vitest'

import { buildStock } from '../../test/build-stock.ts'
import { holdStock } from './hold-stock.ts'

test('holds what is available, leaving what is on hand', () => {
  const held = holdStock(buildStock(), 5)
  expect(held).toMatchObject({ ok: true, value: { heldDelta: 5, onHandDelta: 0 } })
})

test('refuses one more than is available, and says how many are left', () => {
  expect(holdStock(buildStock(), 6)).toEqual({
    ok: false,
    error: { code: 'out_of_stock', details: { variantId: 'v', requested: 6, available: 5 } },
  })
})

test.each([{ trackInventory: false }, { allowBackorder: true }])(
  'with %j nothing is held',
  (terms) => {
    expect(holdStock(buildStock(terms), 50)).toMatchObject({ ok: true, value: { heldDelta: 0 } })
  },
)

test('stock that was oversold reads as none left', () => {
  expect(holdStock(buildStock({ onHand: 1 }), 1)).toMatchObject({
    error: { details: { available: 0 } },
  })
})
