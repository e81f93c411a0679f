import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { idInput } from '@cartwright/contract/scalars'
import { deleteCartItem, setCartItemQuantity } from '@cartwright/db/queries/cart-items'
import { changeCart } from '@cartwright/db/transactions/change-cart'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { cartChange } from './cart-change.ts'
import { checkItems, MAX_QUANTITY } from './check-items.ts'
import { priceLoadedCart } from './price-loaded-cart.ts'

export const updateCartItem = storefrontOperation({
  method: 'PUT',
  path: '/api/v1/storefront/cart/{cartId}/items/{itemId}',
  status: 200,
  summary: 'Set how many of an item a cart holds; 0 takes it out',
  input: z.strictObject({
    cartId: cartIdInput,
    itemId: idInput,
    quantity: z.int().min(0).max(MAX_QUANTITY),
  }),
  output: cartOutput,
  errors: ['out_of_stock', 'cart_locked', 'version_conflict'],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, now } = ctx
  const { cartId, itemId, quantity } = input
  const setQuantity = async () => {
    const line = { storeId, cartId }
    const found =
      quantity === 0
        ? await deleteCartItem(db, line, itemId)
        : await setCartItemQuantity(db, line, { itemId, quantity })
    return found || ctx.fail('not_found')
  }
  const change = { ...cartChange(ctx, cartId), change: setQuantity }
  const cart = ctx.unwrap(await changeCart(db, change))
  const pricing = priceLoadedCart(cart, ctx.store, { now })
  const variantIds = cart.lines.filter(({ id }) => id === itemId).map((line) => line.variantId)
  checkItems(ctx, { cart, pricing, variantIds, newItemIds: [] })
  return cartAnswer(ctx, cart, pricing)
})
