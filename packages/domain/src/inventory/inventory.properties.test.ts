import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { buildStock } from '../../test/build-stock.ts'
import { adjustStock } from './adjust-stock.ts'
import { allocateStock } from './allocate-stock.ts'
import { availability } from './availability.ts'
import { holdStock } from './hold-stock.ts'
import { releaseAllocation } from './release-allocation.ts'
import { releaseHold } from './release-hold.ts'
import { shipStock } from './ship-stock.ts'
import type { StockChange, StockLevel } from './stock-level.ts'

type Step = (level: StockLevel) => { ok: true; value: StockChange } | { ok: false; error: unknown }

const quantity = fc.integer({ min: 1, max: 12 })
const steps: fc.Arbitrary<Step> = fc.oneof(
  quantity.map(
    (n): Step =>
      (level) =>
        holdStock(level, n),
  ),
  quantity.map(
    (n): Step =>
      (level) =>
        releaseHold(level, n),
  ),
  fc.tuple(quantity, fc.nat({ max: 12 })).map(
    ([n, fromHold]): Step =>
      (level) =>
        allocateStock(level, { quantity: n, fromHold }),
  ),
  fc.tuple(quantity, fc.boolean()).map(
    ([n, restock]): Step =>
      (level) =>
        releaseAllocation(level, { quantity: n, restock }),
  ),
  quantity.map(
    (n): Step =>
      (level) =>
        shipStock(level, n),
  ),
  fc.integer({ min: -20, max: 20 }).map(
    (delta): Step =>
      (level) =>
        adjustStock(level, { change: { kind: 'delta', delta }, expectedOnHand: null }),
  ),
  fc.nat({ max: 30 }).map(
    (onHand): Step =>
      (level) =>
        adjustStock(level, { change: { kind: 'set_to', onHand }, expectedOnHand: null }),
  ),
)
const sequences = fc.array(steps, { maxLength: 60 })

function run(start: StockLevel, sequence: readonly Step[], check: (change: StockChange) => void) {
  let level = start
  for (const step of sequence) {
    const result = step(level)
    if (!result.ok) continue
    check(result.value)
    level = result.value.after
  }
  return level
}

test('under any sequence nothing is oversold and no counter falls below nothing', () => {
  fc.assert(
    fc.property(sequences, (sequence) => {
      run(buildStock(), sequence, ({ after }) => {
        const counters = [after.onHand, after.reserved, after.held, availability(after) ?? 0]
        expect(Math.min(...counters)).toBeGreaterThanOrEqual(0)
      })
    }),
    { numRuns: 500 },
  )
})

test('with backorders, what is reserved and held still never falls below nothing', () => {
  fc.assert(
    fc.property(sequences, (sequence) => {
      run(buildStock({ allowBackorder: true }), sequence, ({ after }) => {
        expect(Math.min(after.reserved, after.held)).toBeGreaterThanOrEqual(0)
      })
    }),
  )
})

test('the changes of a sequence sum to the difference of its ends', () => {
  fc.assert(
    fc.property(sequences, (sequence) => {
      const start = buildStock()
      const ledger = { onHand: start.onHand, reserved: start.reserved, held: start.held }
      const end = run(start, sequence, (change) => {
        ledger.onHand += change.onHandDelta
        ledger.reserved += change.reservedDelta
        ledger.held += change.heldDelta
      })
      expect(end).toMatchObject(ledger)
    }),
  )
})
