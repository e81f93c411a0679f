import { expect, test } from 'vitest'

import { planDemand } from './plan-demand.ts'

test('sums each variant and sorts by id', () => {
  const lines = [
    { variantId: 'b', quantity: 1 },
    { variantId: 'a', quantity: 2 },
    { variantId: 'b', quantity: 3 },
    { variantId: 'c', quantity: 0 },
  ]
  expect(planDemand(lines)).toEqual([
    { variantId: 'a', quantity: 2 },
    { variantId: 'b', quantity: 4 },
  ])
})
