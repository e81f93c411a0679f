import { cart } from '@cartwright/contract/resources/cart'
import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { checkoutSession } from '@cartwright/contract/resources/checkout'
import { email, money, webUrl } from '@cartwright/contract/scalars'
import { z } from 'zod'

import { cartAnswer } from '../carts/cart-answer.ts'
import { storefrontOperation } from '../operation/operation.ts'
import { askProvider } from './ask-provider.ts'
import { checkoutErrors } from './checkout-context.ts'
import { prepareCheckout } from './prepare-checkout.ts'

export const createCheckoutSession = storefrontOperation({
  method: 'POST',
  path: '/api/v1/storefront/checkout/session',
  status: 201,
  summary: 'Open a page where the buyer pays for a cart',
  description:
    'Keeps the items for this buyer until the page expires. Asking again for an unchanged cart answers the same page.',
  input: z.strictObject({
    cartId: cartIdInput,
    customerEmail: email,
    acceptsMarketing: z.boolean().default(false).describe('The buyer ticked the newsletter box'),
    successUrl: webUrl.describe('`{CHECKOUT_SESSION_ID}` in it becomes the id of the session'),
    cancelUrl: webUrl,
    expectedTotal: money
      .exactOptional()
      .describe('What the buyer was shown; another total now answers cart_changed'),
  }),
  output: z.object({ cart, checkoutSession }),
  errors: checkoutErrors,
}).staged(async ({ ctx, input }) => {
  const prepared = await prepareCheckout(ctx, input)
  const page = await askProvider(ctx, prepared.session)
  return { ...cartAnswer(ctx, prepared.cart, prepared.pricing), checkoutSession: page }
})
