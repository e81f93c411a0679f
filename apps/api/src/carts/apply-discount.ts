import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { line } from '@cartwright/contract/scalars'
import { updateCartDetails } from '@cartwright/db/queries/carts'
import { changeCart } from '@cartwright/db/transactions/change-cart'
import { codeKey } from '@cartwright/domain/discounts/code-key'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { cartChange } from './cart-change.ts'
import { priceLoadedCart } from './price-loaded-cart.ts'

const MAX_CODES = 10

export const applyDiscount = storefrontOperation({
  method: 'POST',
  path: '/api/v1/storefront/cart/{cartId}/discount',
  status: 200,
  summary: 'Apply a discount code to a cart',
  description:
    'Codes match whatever their case. One that does not apply changes nothing and answers why. ' +
    'Free shipping may be applied before a shipping method is chosen; it counts from then on. A ' +
    'code that another one displaces stays on the cart, among rejectedDiscounts.',
  input: z.strictObject({ cartId: cartIdInput, code: line(100) }),
  output: cartOutput,
  errors: ['discount_not_applicable', 'cart_locked', 'version_conflict'],
}).mutation(async ({ ctx, input: { cartId, code } }) => {
  const { db, storeId, now } = ctx
  const isTheCode = (other: string) => codeKey(other) === codeKey(code)
  let isNew = false
  const apply = async ({ discountCodes }: { readonly discountCodes: readonly string[] }) => {
    if (discountCodes.some(isTheCode)) return false
    if (discountCodes.length === MAX_CODES) {
      ctx.fail('discount_not_applicable', { reason: 'too_many_codes' })
    }
    isNew = true
    const codes = [...discountCodes, code]
    return updateCartDetails(db, { storeId, cartId }, { discountCodes: codes })
  }
  const change = { ...cartChange(ctx, cartId), change: apply }
  const cart = ctx.unwrap(await changeCart(db, change))
  const pricing = priceLoadedCart(cart, ctx.store, { now })
  const rejected = pricing.rejectedDiscounts.find((discount) => isTheCode(discount.code))
  if (isNew && rejected !== undefined && rejected.reason !== 'shipping_not_selected') {
    ctx.fail('discount_not_applicable', { reason: rejected.reason })
  }
  return cartAnswer(ctx, cart, pricing)
})
