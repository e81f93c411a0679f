import { expect, test } from 'vitest'

import { buildStock } from '../../test/build-stock.ts'
import { availability } from './availability.ts'
import { releaseAllocation } from './release-allocation.ts'

test('restocked units can be sold again', () => {
  const released = releaseAllocation(buildStock(), { quantity: 2, restock: true })
  expect(released).toMatchObject({ value: { reservedDelta: -2, onHandDelta: 0 } })
  expect(released.ok && availability(released.value.after)).toBe(7)
})

test('units not restocked are written off', () => {
  const released = releaseAllocation(buildStock(), { quantity: 2, restock: false })
  expect(released).toMatchObject({ value: { reservedDelta: -2, onHandDelta: -2 } })
  expect(released.ok && availability(released.value.after)).toBe(5)
})

test('never more than are reserved', () => {
  expect(releaseAllocation(buildStock(), { quantity: 3, restock: true })).toEqual({
    ok: false,
    error: { code: 'stock_underflow', details: { variantId: 'v', requested: 3, available: 2 } },
  })
})
