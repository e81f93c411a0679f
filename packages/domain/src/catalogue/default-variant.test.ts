import { expect, test } from 'vitest'

import { defaultVariant } from './default-variant.ts'

test('has the price and SKU given, no options, and tracked stock of none', () => {
  expect(defaultVariant({ price: 1999, sku: ' MUG-1 ' })).toEqual({
    sku: 'MUG-1',
    title: 'Default',
    optionValues: {},
    price: 1999,
    trackInventory: true,
    allowBackorder: false,
    initialQuantity: 0,
  })
})
