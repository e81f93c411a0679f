import { addressInput } from '@cartwright/contract/resources/address'
import { email, idInput } from '@cartwright/contract/scalars'
import { loadCart } from '@cartwright/db/queries/cart-for-pricing'
import { insertCartItems } from '@cartwright/db/queries/cart-items'
import { insertCart } from '@cartwright/db/queries/carts'
import { cartExpiresAt } from '@cartwright/domain/carts/cart-lifetime'
import { z } from 'zod'

import { storefrontOperation } from '../operation/operation.ts'
import { cartAnswer, cartOutput } from './cart-answer.ts'
import { checkItems, MAX_LINES, MAX_QUANTITY } from './check-items.ts'
import { priceLoadedCart } from './price-loaded-cart.ts'

const item = z.strictObject({ variantId: idInput, quantity: z.int().min(1).max(MAX_QUANTITY) })

export const createCart = storefrontOperation({
  method: 'POST',
  path: '/api/v1/storefront/cart',
  status: 201,
  summary: 'Open a cart, empty or with its first items',
  description:
    'Items of one variant become one line. A variant that is not for sale answers 404 and opens no cart.',
  input: z.strictObject({
    items: z.array(item).max(MAX_LINES).optional(),
    customerEmail: email.optional(),
    shippingAddress: addressInput.optional(),
  }),
  output: cartOutput,
  errors: ['out_of_stock'],
}).mutation(async ({ ctx, input }) => {
  const { storeId, store, now, ids } = ctx
  const quantities = sumQuantities(input.items ?? [])
  const tooMany = [...quantities.values()].some((quantity) => quantity > MAX_QUANTITY)
  if (tooMany) ctx.refuse(['items'], `A cart holds at most ${MAX_QUANTITY} of one item.`)
  const cart = { storeId, cartId: ids.cartId(), now }
  const { customerEmail = null, shippingAddress = null } = input
  const facts = { lineCount: quantities.size, hasEmail: customerEmail !== null }
  await insertCart(ctx.db, {
    ...cart,
    currency: store.currency,
    customerEmail,
    shippingAddress,
    expiresAt: new Date(cartExpiresAt(facts, now.getTime())),
  })
  const items = [...quantities].map(([variantId, quantity]) => ({
    id: ids.uuidv7(),
    variantId,
    quantity,
  }))
  const added = items.length === 0 ? new Set() : await insertCartItems(ctx.db, cart, items)
  if (added.size < items.length) ctx.fail('not_found')
  const loaded = (await loadCart(ctx.db, cart)) ?? ctx.fail('not_found')
  const pricing = priceLoadedCart(loaded, store, { now })
  checkItems(ctx, {
    cart: loaded,
    pricing,
    variantIds: [...quantities.keys()],
    newItemIds: items.map((item) => item.id),
  })
  return cartAnswer(ctx, loaded, pricing)
})

function sumQuantities(items: readonly z.output<typeof item>[]): ReadonlyMap<string, number> {
  const quantities = new Map<string, number>()
  for (const { variantId, quantity } of items) {
    quantities.set(variantId, (quantities.get(variantId) ?? 0) + quantity)
  }
  return quantities
}
