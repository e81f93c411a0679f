import { addressInput } from '@cartwright/contract/resources/address'
import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { email, prose } from '@cartwright/contract/scalars'
import { updateCartDetails } from '@cartwright/db/queries/carts'
import { changeCart } from '@cartwright/db/transactions/change-cart'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { cartChange } from './cart-change.ts'

export const updateCart = storefrontOperation({
  method: 'PATCH',
  path: '/api/v1/storefront/cart/{cartId}',
  status: 200,
  summary: "Set the buyer's e-mail, address or note",
  description: 'What is left out stays; null clears.',
  input: z.strictObject({
    cartId: cartIdInput,
    customerEmail: email.nullable().exactOptional(),
    shippingAddress: addressInput.nullable().exactOptional(),
    note: prose(2_000).nullable().exactOptional(),
  }),
  output: cartOutput,
  errors: ['cart_locked', 'version_conflict'],
}).mutation(async ({ ctx, input: { cartId, ...details } }) => {
  const { db, storeId } = ctx
  const update = () => updateCartDetails(db, { storeId, cartId }, details)
  const change = { ...cartChange(ctx, cartId), change: update }
  return cartAnswer(ctx, ctx.unwrap(await changeCart(db, change)))
})
