import { expect, test } from 'vitest'

import { quoteShipping } from './quote-shipping.ts'
import type { ShippingMethod } from './shipping-zone.ts'

function method(id: string, terms: Partial<ShippingMethod>): ShippingMethod {
  return {
    id,
    name: id,
    description: null,
    price: 399,
    freeAbove: null,
    minWeightGrams: null,
    maxWeightGrams: null,
    minSubtotal: null,
    maxSubtotal: null,
    estimatedDays: null,
    ...terms,
  }
}

const zones = [
  {
    id: 'uk',
    name: 'UK',
    countries: ['GB'],
    regions: null,
    methods: [
      method('express', { price: 899 }),
      method('b', { name: 'Post' }),
      method('a', { name: 'Post' }),
      method('standard', { price: 499, freeAbove: 5000 }),
      method('letter', { price: 99, maxWeightGrams: 100 }),
    ],
  },
  { id: 'world', name: 'World', countries: ['*'], regions: null, methods: [method('air', {})] },
]

function quote(country: string, weightGrams: number, merchandise: number) {
  return quoteShipping({ zones, destination: { country }, parcel: { weightGrams, merchandise } })
}

test('lists what applies, cheapest first, ties by name and id', () => {
  expect(quote('GB', 500, 1000).map(({ id, price }) => [id, price])).toEqual([
    ['a', 399],
    ['b', 399],
    ['standard', 499],
    ['express', 899],
  ])
})

test('a method that has become free comes first', () => {
  expect(quote('GB', 500, 5000)[0]).toMatchObject({ id: 'standard', price: 0 })
})

test('a light parcel may go as a letter', () => {
  expect(quote('GB', 100, 1000)[0]?.id).toBe('letter')
})

test('elsewhere the rest of the world applies', () => {
  expect(quote('JP', 500, 1000).map(({ id }) => id)).toEqual(['air'])
})
