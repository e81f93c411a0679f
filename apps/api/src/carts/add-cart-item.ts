import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { idInput } from '@cartwright/contract/scalars'
import { addCartItem as addItem, findCartQuantity } from '@cartwright/db/queries/cart-items'
import { changeCart } from '@cartwright/db/transactions/change-cart'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { cartChange } from './cart-change.ts'
import { checkItems, MAX_QUANTITY } from './check-items.ts'
import { priceLoadedCart } from './price-loaded-cart.ts'

export const addCartItem = storefrontOperation({
  method: 'POST',
  path: '/api/v1/storefront/cart/{cartId}/items',
  status: 201,
  summary: 'Put an item into a cart',
  description:
    'Adds to the quantity of an equal line. Nothing is held for the buyer until checkout.',
  input: z.strictObject({
    cartId: cartIdInput,
    variantId: idInput,
    quantity: z.int().min(1).max(MAX_QUANTITY),
    personalisation: z.strictObject({ submissionId: idInput.nullable() }).nullable().optional(),
  }),
  output: cartOutput,
  errors: ['out_of_stock', 'cart_locked', 'version_conflict'],
}).mutation(async ({ ctx, input }) => {
  const { db, storeId, now } = ctx
  const { cartId, variantId, quantity, personalisation } = input
  const item = { id: ctx.ids.uuidv7(), variantId, quantity }
  const add = async () => {
    if ((personalisation?.submissionId ?? null) !== null) {
      ctx.refuse(['personalisation', 'submissionId'], 'There is no such form submission.')
    }
    if (await addItem(db, { storeId, cartId, now }, item)) return true
    const already = await findCartQuantity(db, { storeId, cartId }, variantId)
    if (already + quantity <= MAX_QUANTITY) return ctx.fail('not_found')
    return ctx.refuse(['quantity'], `A cart holds at most ${MAX_QUANTITY} of one item.`)
  }
  const change = { ...cartChange(ctx, cartId), change: add }
  const cart = ctx.unwrap(await changeCart(db, change))
  const pricing = priceLoadedCart(cart, ctx.store, { now })
  checkItems(ctx, { cart, pricing, variantIds: [variantId], newItemIds: [item.id] })
  return cartAnswer(ctx, cart, pricing)
})
