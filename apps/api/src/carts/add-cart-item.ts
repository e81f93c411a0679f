import { cartIdInput } from '@cartwright/contract/resources/cart-id'
import { idInput } from '@cartwright/contract/scalars'
import { addCartItem as addItem, explainRefusedItem } from '@cartwright/db/queries/cart-items'
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
    'Adds to the quantity of an equal line: one of the same variant and the same form submission. Nothing is held for the buyer until checkout.',
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
  const submissionId = personalisation?.submissionId ?? null
  const item = { id: ctx.ids.uuidv7(), variantId, quantity, submissionId }
  const add = async () => {
    if (await addItem(db, { storeId, cartId, now }, item)) return true
    const reason = await explainRefusedItem(db, { storeId, cartId }, item)
    switch (reason) {
      case 'not_for_sale':
        return ctx.fail('not_found')
      case 'too_many':
        return ctx.refuse(['quantity'], `A cart holds at most ${MAX_QUANTITY} of one item.`)
      case 'no_such_submission':
        return ctx.refuse(
          ['personalisation', 'submissionId'],
          'There is no such form submission for this product.',
        )
    }
  }
  const change = { ...cartChange(ctx, cartId), change: add }
  const cart = ctx.unwrap(await changeCart(db, change))
  const pricing = priceLoadedCart(cart, ctx.store, { now })
  checkItems(ctx, { cart, pricing, variantIds: [variantId], newItemIds: [item.id] })
  return cartAnswer(ctx, cart, pricing)
})
