import { expect, test } from 'vitest'

import { buildCart, buildLine } from '../../test/build-cart.ts'
import { priceCart } from '../pricing/price-cart.ts'
import { checkoutRequest } from './checkout-request.ts'
import { orderFromCart } from './order-from-cart.ts'

function openedCheckout(currency: 'GBP' | 'KWD' = 'GBP') {
  const lines = [buildLine('a', 1234)]
  const cart = priceCart(buildCart({ currency, lines, shipping: null, taxRates: [] }))
  const snapshots = [
    {
      cartItemId: 'a',
      title: 'Mug',
      variantTitle: '',
      sku: 'MUG',
      imageUrl: null,
      personalisation: null,
      stockTracked: true,
    },
  ]
  const draft = orderFromCart({ cart, snapshots, shippingAddress: null, billingAddress: null })
  if (!draft.ok) throw new Error(draft.error.code)
  return {
    id: 'session',
    storeId: 'store',
    cartId: 'cart',
    accountId: 'acct_1',
    customerEmail: 'ada@example.com',
    expiresAt: 1000,
    draft: {
      ...draft.value,
      successUrl: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
      cancelUrl: 'https://shop.example/cart',
    },
  }
}

test('asks for the same thing under the same key every time', () => {
  const request = checkoutRequest(openedCheckout())
  expect(checkoutRequest(openedCheckout())).toEqual(request)
  expect(request).toEqual({
    ok: true,
    value: {
      currency: 'GBP',
      lines: [{ name: 'Mug', amount: 1234 }],
      shipping: null,
      expectedTotal: 1234,
      accountId: 'acct_1',
      idempotencyKey: 'checkout:session',
      customerEmail: 'ada@example.com',
      successUrl: 'https://shop.example/thanks?session={CHECKOUT_SESSION_ID}',
      cancelUrl: 'https://shop.example/cart',
      expiresAt: 1000,
      clientReferenceId: 'cart',
      metadata: { storeId: 'store', cartId: 'cart', checkoutSessionId: 'session' },
    },
  })
})

test('asks for nothing that cannot be charged', () => {
  expect(checkoutRequest(openedCheckout('KWD'))).toMatchObject({
    error: { code: 'amount_not_chargeable' },
  })
})
