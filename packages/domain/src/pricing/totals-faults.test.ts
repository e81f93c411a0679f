import { expect, test } from 'vitest'

import { buildCart } from '../../test/build-cart.ts'
import { buildDiscount } from '../../test/build-discount.ts'
import { priceCart } from './price-cart.ts'
import type { PricedCart } from './priced-cart.ts'
import { totalsFaults } from './totals-faults.ts'

const cart = priceCart(buildCart({ discounts: [buildDiscount('d')] }))

test('finds nothing in a cart that was priced here', () => {
  expect(totalsFaults(cart)).toEqual([])
})

test.each<[string, PricedCart]>([
  ['total', { ...cart, totals: { ...cart.totals, total: cart.totals.total + 1 } }],
  ['tax rows', { ...cart, taxRows: cart.taxRows.slice(1) }],
  ['tax lines', { ...cart, taxLines: [] }],
  ['d: shares', { ...cart, discounts: cart.discounts.map((d) => ({ ...d, amount: 1 })) }],
  ['a: allocations', { ...cart, lines: cart.lines.map((line) => ({ ...line, allocations: [] })) }],
  ['a: subtotal − discount', { ...cart, lines: cart.lines.map((line) => ({ ...line, total: 0 })) }],
  ['shipping total', { ...cart, shipping: cart.shipping && { ...cart.shipping, total: 1 } }],
])('names the sum that is off: %s', (fault, broken) => {
  expect(totalsFaults(broken).some((text) => text.startsWith(`${fault}:`))).toBe(true)
})
