import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { idInput } from '@cartwright/contract/scalars'
import { deleteCartItem } from '@cartwright/db/queries/cart-items'
import { changeCart } from '@cartwright/db/transactions/change-cart'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { cartChange } from './cart-change.ts'

export const removeCartItem = storefrontOperation({
  method: 'DELETE',
  path: '/api/v1/storefront/cart/{cartId}/items/{itemId}',
  status: 200,
  summary: 'Take an item out of a cart',
  input: z.strictObject({ cartId: cartIdInput, itemId: idInput }),
  output: cartOutput,
  errors: ['cart_locked', 'version_conflict'],
}).mutation(async ({ ctx, input: { cartId, itemId } }) => {
  const { db, storeId } = ctx
  const remove = async () =>
    (await deleteCartItem(db, { storeId, cartId }, itemId)) || ctx.fail('not_found')
  const change = { ...cartChange(ctx, cartId), change: remove }
  return cartAnswer(ctx, ctx.unwrap(await changeCart(db, change)))
})
