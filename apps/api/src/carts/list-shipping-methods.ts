import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { quotedShippingMethod } from '@cartwright/contract/resources/shipping-method'
import { countryCode, line } from '@cartwright/contract/scalars'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { findLivingCart } from './find-living-cart.ts'
import { priceLoadedCart } from './price-loaded-cart.ts'

export const listShippingMethods = storefrontOperation({
  method: 'GET',
  path: '/api/v1/storefront/cart/{cartId}/shipping-methods',
  status: 200,
  summary: 'How this cart can be sent, and for how much',
  description:
    'Cheapest first. To the country asked for, else to the address of the cart, else within the ' +
    'country of the store. Empty while nothing in the cart can be had.',
  input: z.strictObject({
    cartId: cartIdInput,
    country: countryCode.optional(),
    region: line(120).optional(),
    postalCode: line(20).optional().describe('Shipping zones are countries and regions: not read'),
  }),
  output: z.object({ shippingMethods: z.array(quotedShippingMethod) }),
  errors: [],
}).query(async ({ ctx, input }) => {
  const cart = (await findLivingCart(ctx, input.cartId)) ?? ctx.fail('not_found')
  const { country, region = null } = input
  const destination = country === undefined ? {} : { destination: { country, region } }
  const { quotes, priced } = priceLoadedCart(cart, ctx.store, { now: ctx.now, ...destination })
  return {
    shippingMethods: quotes.map(({ id, name, description, price, estimatedDays }) => ({
      id,
      name,
      description,
      price,
      currency: priced.currency,
      estimatedDays,
    })),
  }
})
