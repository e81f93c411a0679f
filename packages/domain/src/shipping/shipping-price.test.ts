import { expect, test } from 'vitest'

import { shippingPrice } from './shipping-price.ts'

test('is free from the threshold on, and not a penny before', () => {
  expect(shippingPrice({ price: 399, freeAbove: 5000 }, 4999)).toBe(399)
  expect(shippingPrice({ price: 399, freeAbove: 5000 }, 5000)).toBe(0)
})

test('is never free without a threshold', () => {
  expect(shippingPrice({ price: 399, freeAbove: null }, 1_000_000)).toBe(399)
  expect(shippingPrice({ price: 399 }, 1_000_000)).toBe(399)
})
