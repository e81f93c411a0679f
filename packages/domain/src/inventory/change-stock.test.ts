import { expect, test } from 'vitest'

import { changeStock } from './change-stock.ts'

const level = {
  variantId: 'v',
  onHand: 10,
  reserved: 2,
  held: 3,
  trackInventory: true,
  allowBackorder: false,
}

test('moves the named counters and reports by how much', () => {
  expect(changeStock(level, { reservedDelta: 1, heldDelta: -1 })).toEqual({
    after: { ...level, reserved: 3, held: 2 },
    onHandDelta: 0,
    reservedDelta: 1,
    heldDelta: -1,
  })
})
