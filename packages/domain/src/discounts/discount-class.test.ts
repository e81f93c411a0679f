import { expect, test } from 'vitest'

import { discountClass } from './discount-class.ts'

test.each([
  ['percentage', 'order', 'order'],
  ['percentage', 'products', 'product'],
  ['percentage', 'collections', 'product'],
  ['fixed_amount', 'order', 'order'],
  ['fixed_amount', 'products', 'product'],
  ['fixed_amount', 'collections', 'product'],
] as const)('%s on %s is of class %s', (type, scope, expected) => {
  expect(discountClass(type, scope)).toBe(expected)
})

test.each(['order', 'products', 'collections'] as const)(
  'free shipping on %s is shipping',
  (scope) => {
    expect(discountClass('free_shipping', scope)).toBe('shipping')
  },
)
