import { addressInput } from '@cartwright/contract/resources/address'
import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { idInput } from '@cartwright/contract/scalars'
import { updateCartDetails } from '@cartwright/db/queries/carts'
import { changeCart } from '@cartwright/db/transactions/change-cart'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { cartChange } from './cart-change.ts'
import { priceLoadedCart } from './price-loaded-cart.ts'

export const selectShippingMethod = storefrontOperation({
  method: 'POST',
  path: '/api/v1/storefront/cart/{cartId}/shipping-method',
  status: 200,
  summary: 'Choose how a cart is sent',
  description: 'Where to must be known: from the cart, or from the address sent along.',
  input: z.strictObject({
    cartId: cartIdInput,
    shippingMethodId: idInput,
    shippingAddress: addressInput.exactOptional(),
  }),
  output: cartOutput,
  errors: ['shipping_method_unavailable', 'cart_empty', 'cart_locked', 'version_conflict'],
}).mutation(async ({ ctx, input: { cartId, ...choice } }) => {
  const { db, storeId, now } = ctx
  const choose = () => updateCartDetails(db, { storeId, cartId }, choice)
  const change = { ...cartChange(ctx, cartId), change: choose }
  const cart = ctx.unwrap(await changeCart(db, change))
  if (cart.lines.length === 0) ctx.fail('cart_empty')
  if (cart.shippingAddress === null) {
    ctx.refuse(['shippingAddress'], 'Send an address: it decides how the cart can be sent.')
  }
  const pricing = priceLoadedCart(cart, ctx.store, { now })
  if (pricing.priced.shipping === null) ctx.fail('shipping_method_unavailable')
  return cartAnswer(ctx, cart, pricing)
})
