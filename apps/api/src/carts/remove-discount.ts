import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { updateCartDetails } from '@cartwright/db/queries/carts'
import { changeCart } from '@cartwright/db/transactions/change-cart'
import { codeKey } from '@cartwright/domain/discounts/code-key'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { cartChange } from './cart-change.ts'

export const removeDiscount = storefrontOperation({
  method: 'DELETE',
  path: '/api/v1/storefront/cart/{cartId}/discount/{code}',
  status: 200,
  summary: 'Take a discount code off a cart',
  input: z.strictObject({ cartId: cartIdInput, code: z.string().max(200) }),
  output: cartOutput,
  errors: ['cart_locked', 'version_conflict'],
}).mutation(async ({ ctx, input: { cartId, code } }) => {
  const { db, storeId } = ctx
  const remove = async ({ discountCodes }: { readonly discountCodes: readonly string[] }) => {
    const kept = discountCodes.filter((other) => codeKey(other) !== codeKey(code))
    if (kept.length === discountCodes.length) return ctx.fail('not_found')
    return updateCartDetails(db, { storeId, cartId }, { discountCodes: kept })
  }
  const change = { ...cartChange(ctx, cartId), change: remove }
  return cartAnswer(ctx, ctx.unwrap(await changeCart(db, change)))
})
