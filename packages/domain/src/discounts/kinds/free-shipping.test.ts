import { expect, test } from 'vitest'

import { freeShippingSaving } from './free-shipping.ts'

test.each([0, 399])('a charge of %d is saved whole', (price) => {
  expect(freeShippingSaving({ type: 'free_shipping' }, price)).toBe(price)
})
