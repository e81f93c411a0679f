import { expect, test } from 'vitest'

import { buildStock } from '../../test/build-stock.ts'
import { availability } from './availability.ts'
import { shipStock } from './ship-stock.ts'

test('shipping leaves what is available as it was', () => {
  const shipped = shipStock(buildStock(), 2)
  expect(shipped).toMatchObject({ value: { reservedDelta: -2, onHandDelta: -2 } })
  expect(shipped.ok && availability(shipped.value.after)).toBe(5)
})

test('never more than are reserved', () => {
  expect(shipStock(buildStock(), 3)).toEqual({
    ok: false,
    error: { code: 'stock_underflow', details: { variantId: 'v', requested: 3, available: 2 } },
  })
})

test('backordered units may leave before they were counted in', () => {
  const owed = { onHand: 0, reserved: 4, held: 0 }
  expect(shipStock(buildStock({ ...owed, allowBackorder: true }), 4)).toMatchObject({
    value: { after: { onHand: -4, reserved: 0 } },
  })
  expect(shipStock(buildStock(owed), 4).ok).toBe(false)
})

test('untracked stock ships without a count', () => {
  expect(shipStock(buildStock({ trackInventory: false }), 9)).toMatchObject({
    value: { onHandDelta: 0, reservedDelta: 0 },
  })
})
