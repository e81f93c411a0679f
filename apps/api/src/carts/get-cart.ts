import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { findLivingCart } from './find-living-cart.ts'

export const getCart = storefrontOperation({
  method: 'GET',
  path: '/api/v1/storefront/cart/{cartId}',
  status: 200,
  summary: 'Read a cart, priced now',
  description:
    'Notices tell what changed since its items were put in. An expired cart answers 404.',
  input: z.strictObject({ cartId: cartIdInput }),
  output: cartOutput,
  errors: [],
}).query(async ({ ctx, input }) => {
  const cart = await findLivingCart(ctx, input.cartId)
  return cartAnswer(ctx, cart ?? ctx.fail('not_found'))
})
