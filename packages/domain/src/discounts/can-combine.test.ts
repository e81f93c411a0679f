import { expect, test } from 'vitest'

import { buildDiscount } from '../../test/build-discount.ts'
import { canCombine } from './can-combine.ts'

const freeShipping = { type: 'free_shipping' } as const

test('combining is off by default', () => {
  expect(canCombine(buildDiscount('a'), buildDiscount('b'))).toBe(false)
})

test('both sides must name the other’s class', () => {
  const order = buildDiscount('a', { combinesWith: ['shipping'] })
  const shy = buildDiscount('b', { kind: freeShipping })
  const willing = buildDiscount('c', { kind: freeShipping, combinesWith: ['order'] })
  expect(canCombine(order, shy)).toBe(false)
  expect(canCombine(shy, order)).toBe(false)
  expect(canCombine(order, willing)).toBe(true)
  expect(canCombine(willing, order)).toBe(true)
})

test('two of one class combine when both name that class', () => {
  const a = buildDiscount('a', { combinesWith: ['order'] })
  const b = buildDiscount('b', { combinesWith: ['order', 'product'] })
  expect(canCombine(a, b)).toBe(true)
})
