import { cart as cartSchema } from '@cartwright/contract/resources/cart'
import type { LoadedCart } from '@cartwright/db/queries/cart-for-pricing'
import type { StoreSettings } from '@cartwright/db/queries/store-settings'
import type { Storage } from '@cartwright/platform/storage/storage'
import { z } from 'zod'

import { cartResource } from './cart-resource.ts'
import { type CartPricing, priceLoadedCart } from './price-loaded-cart.ts'

/** What every operation on a cart answers. */
export const cartOutput = z.object({ cart: cartSchema })

export interface CartAnswerContext {
  readonly store: StoreSettings
  readonly now: Date
  readonly storage: Pick<Storage, 'publicUrl'>
}

/** The cart as every operation on one answers it, priced now unless it was already. */
export function cartAnswer(
  { store, now, storage }: CartAnswerContext,
  cart: LoadedCart,
  pricing: CartPricing = priceLoadedCart(cart, store, { now }),
): z.input<typeof cartOutput> {
  const imageUrl = (key: string) => storage.publicUrl(key)
  return { cart: cartResource({ cart, pricing, imageUrl }) }
}
