import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { findPaidDraft } from '@cartwright/db/queries/cart-paid-draft'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { findLivingCart } from './find-living-cart.ts'
import { paidCartResource } from './paid-cart-resource.ts'

export const getCart = storefrontOperation({
  method: 'GET',
  path: '/api/v1/storefront/cart/{cartId}',
  status: 200,
  summary: 'Read a cart, priced now',
  description:
    'Notices tell what changed since its items were put in. A cart that was paid for stays as it was paid; an expired one answers 404.',
  input: z.strictObject({ cartId: cartIdInput }),
  output: cartOutput,
  errors: [],
}).query(async ({ ctx, input }) => {
  const { db, storeId } = ctx
  const cart = (await findLivingCart(ctx, input.cartId)) ?? ctx.fail('not_found')
  if (cart.status !== 'completed') return cartAnswer(ctx, cart)
  const paid = await findPaidDraft(db, { storeId, cartId: cart.id })
  return paid === undefined ? cartAnswer(ctx, cart) : { cart: paidCartResource(cart, paid) }
})
