import { expect, test } from 'vitest'

import { methodApplies } from './method-applies.ts'
import type { ShippingMethod } from './shipping-zone.ts'

const unbounded: ShippingMethod = {
  id: 'm',
  name: 'Post',
  description: null,
  price: 399,
  freeAbove: null,
  minWeightGrams: null,
  maxWeightGrams: null,
  minSubtotal: null,
  maxSubtotal: null,
  estimatedDays: null,
}

test.each([
  [{}, true],
  [{ minWeightGrams: 500 }, true],
  [{ minWeightGrams: 501 }, false],
  [{ maxWeightGrams: 500 }, true],
  [{ maxWeightGrams: 499 }, false],
  [{ minSubtotal: 2000 }, true],
  [{ minSubtotal: 2001 }, false],
  [{ maxSubtotal: 2000 }, true],
  [{ maxSubtotal: 1999 }, false],
])('500 g worth 2000 within %j: %s', (bounds, expected) => {
  const method = { ...unbounded, ...bounds }
  expect(methodApplies(method, { weightGrams: 500, merchandise: 2000 })).toBe(expected)
})
