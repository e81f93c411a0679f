import { expect, test } from 'vitest'

import { availability, canSupply, isLimited } from './availability.ts'

const level = {
  onHand: 10,
  reserved: 2,
  held: 3,
  trackInventory: true,
  allowBackorder: false,
}

test('is what is on hand, less what is sold and what is in checkouts', () => {
  expect(availability(level)).toBe(5)
})

test('is unknown where stock is not tracked', () => {
  expect(availability({ ...level, trackInventory: false })).toBeNull()
})

test('is negative where more was sold on backorder than there is', () => {
  expect(availability({ ...level, onHand: 0, allowBackorder: true })).toBe(-5)
})

test.each([
  [{}, 5, true],
  [{}, 6, false],
  [{ allowBackorder: true }, 6, true],
  [{ trackInventory: false }, 6, true],
])('with %j, %d can be supplied: %s', (terms, quantity, expected) => {
  expect(canSupply({ ...level, ...terms }, quantity)).toBe(expected)
})

test('only tracked stock without backorder limits sales', () => {
  expect(isLimited(level)).toBe(true)
  expect(isLimited({ trackInventory: false, allowBackorder: false })).toBe(false)
  expect(isLimited({ trackInventory: true, allowBackorder: true })).toBe(false)
})
