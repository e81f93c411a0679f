import { expect, test } from 'vitest'

import { compareText } from './compare-text.ts'

test('orders by code unit, not by locale', () => {
  expect(['b', 'ä', 'a', 'B'].toSorted(compareText)).toEqual(['B', 'a', 'b', 'ä'])
})

test('equal strings tie', () => {
  expect(compareText('x', 'x')).toBe(0)
})
