import { expect, test } from 'vitest'

import { buildStock } from '../../test/build-stock.ts'
import { adjustStock } from './adjust-stock.ts'
import type { StockAdjustment } from './adjust-stock.ts'

const by = (delta: number): StockAdjustment => ({
  change: { kind: 'delta', delta },
  expectedOnHand: null,
})
const setTo = (onHand: number, expectedOnHand: number | null = null): StockAdjustment => ({
  change: { kind: 'set_to', onHand },
  expectedOnHand,
})

test.each([
  [by(5), 15],
  [by(-5), 5],
  [by(0), 10],
  [setTo(5), 5],
  [setTo(40), 40],
  [setTo(12, 10), 12],
])('%j leaves the count that was asked for', (adjustment, onHand) => {
  expect(adjustStock(buildStock(), adjustment)).toMatchObject({
    ok: true,
    value: { onHandDelta: onHand - 10, after: { onHand, reserved: 2, held: 3 } },
  })
})

test.each([by(-6), setTo(4)])('%j would take what is sold or held', (adjustment) => {
  expect(adjustStock(buildStock(), adjustment)).toEqual({
    ok: false,
    error: { code: 'stock_underflow', details: { variantId: 'v', requested: 6, available: 5 } },
  })
})

test('a count that moved since is a conflict', () => {
  expect(adjustStock(buildStock(), setTo(12, 9))).toEqual({
    ok: false,
    error: { code: 'version_conflict', details: { onHand: 10 } },
  })
})

test('oversold stock may be corrected upwards, step by step', () => {
  expect(adjustStock(buildStock({ onHand: 1 }), by(1)).ok).toBe(true)
  expect(adjustStock(buildStock({ onHand: 1 }), by(-1)).ok).toBe(false)
})

test.each([{ allowBackorder: true }, { trackInventory: false }])('%j has no floor', (terms) => {
  expect(adjustStock(buildStock(terms), by(-50)).ok).toBe(true)
})
