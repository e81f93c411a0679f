import { expect, test } from 'vitest'

import { buildCart } from '../../test/build-cart.ts'
import { buildDiscount } from '../../test/build-discount.ts'
import { priceCart } from '../pricing/price-cart.ts'
import { orderFromCart } from './order-from-cart.ts'

const cart = priceCart(buildCart({ discounts: [buildDiscount('ten')] }))
const snapshots = ['a', 'b'].map((cartItemId) => ({
  cartItemId,
  title: `Mug ${cartItemId}`,
  variantTitle: 'Blue',
  sku: `MUG-${cartItemId}`,
  imageUrl: null,
  personalisation: null,
  stockTracked: true,
}))
const home = { line1: '1 High Street', country: 'GB' }

test('freezes the lines with their amounts and texts', () => {
  const order = orderFromCart({ cart, snapshots, shippingAddress: home, billingAddress: null })
  expect(order).toMatchObject({
    ok: true,
    value: {
      totals: cart.totals,
      shippingTax: cart.shippingTax,
      shippingMethod: { id: 'post', name: 'Post', price: 399 },
      shippingAddress: home,
      billingAddress: home,
    },
  })
  expect(order.ok && order.value.lines[1]).toEqual({
    ...snapshots[1],
    position: 1,
    variantId: 'variant-b',
    productId: 'product-b',
    quantity: 2,
    unitPrice: 500,
    subtotal: 1000,
    discount: 100,
    tax: 150,
    total: 900,
    allocations: [{ discountId: 'ten', amount: 100 }],
  })
})

test('keeps a billing address of its own', () => {
  const office = { line1: '2 Low Street', country: 'IE' }
  const order = orderFromCart({ cart, snapshots, shippingAddress: home, billingAddress: office })
  expect(order.ok && order.value.billingAddress).toBe(office)
})

test('an empty cart becomes no order', () => {
  const empty = priceCart(buildCart({ lines: [] }))
  const none = { cart: empty, snapshots: [], shippingAddress: null, billingAddress: null }
  expect(orderFromCart(none)).toEqual({ ok: false, error: { code: 'cart_empty' } })
})

test('a line without its texts is named', () => {
  const from = {
    cart,
    snapshots: snapshots.slice(0, 1),
    shippingAddress: null,
    billingAddress: null,
  }
  expect(orderFromCart(from)).toEqual({
    ok: false,
    error: { code: 'line_snapshot_missing', details: { cartItemId: 'b' } },
  })
})

test('a cart that does not add up becomes no order', () => {
  const broken = { ...cart, totals: { ...cart.totals, total: 1 } }
  const from = { cart: broken, snapshots, shippingAddress: null, billingAddress: null }
  expect(orderFromCart(from)).toMatchObject({ error: { code: 'totals_do_not_add_up' } })
})

test('an order that ships nothing has no shipping method', () => {
  const unshipped = priceCart(buildCart({ shipping: null }))
  const from = { cart: unshipped, snapshots, shippingAddress: null, billingAddress: null }
  const order = orderFromCart(from)
  expect(order.ok && order.value.shippingMethod).toBeNull()
})
