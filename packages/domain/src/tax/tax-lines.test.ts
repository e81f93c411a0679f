import { expect, test } from 'vitest'

import { taxLines } from './tax-lines.ts'
import type { TaxRow } from './tax-row.ts'

function row(rateId: string | null, base: number, amount: number): TaxRow {
  return {
    kind: 'line',
    id: 'x',
    rateId,
    name: rateId,
    country: 'GB',
    region: null,
    rateBasisPoints: 2000,
    base,
    amount,
    reason: 'standard',
  }
}

test('sums the rows of each rate and leaves out what no rate taxes', () => {
  const rows = [row('b', 100, 20), row('a', 50, 0), row(null, 70, 0), row('b', 10, 2)]
  expect(taxLines(rows)).toEqual([
    { rateId: 'b', name: 'b', rateBasisPoints: 2000, base: 110, amount: 22 },
    { rateId: 'a', name: 'a', rateBasisPoints: 2000, base: 50, amount: 0 },
  ])
})
