import type { LoadedCart } from '@cartwright/db/queries/cart-for-pricing'
import { amountsFit } from '@cartwright/domain/pricing/amounts-fit'

import type { OperationContext } from '../operation/context.ts'
import type { CartPricing, CartShortage } from './price-loaded-cart.ts'

/** Different items in one cart. */
export const MAX_LINES = 100
/** Units of one item. */
export const MAX_QUANTITY = 999

export interface ItemCheck {
  readonly cart: LoadedCart
  readonly pricing: CartPricing
  /** The variants just written. What became of the others is told by notices, not held against
   *  this write. */
  readonly variantIds: readonly string[]
  /** Lines this write may have made: they will not be there when it is refused. */
  readonly newItemIds: readonly string[]
}

/** Ends the operation, and with it its transaction, when the items just written cannot be had, or
 *  are more than a cart may hold. */
export function checkItems(
  ctx: Pick<OperationContext<'out_of_stock'>, 'fail' | 'refuse'>,
  { cart, pricing, variantIds, newItemIds }: ItemCheck,
): void {
  if (cart.lines.length > MAX_LINES) {
    ctx.refuse(['variantId'], `A cart holds at most ${MAX_LINES} different items.`)
  }
  if (!amountsFit(pricing.lines)) {
    ctx.refuse(['quantity'], 'The cart would be dearer than any payment can be.')
  }
  const isNew = ({ itemId }: CartShortage) => itemId !== null && newItemIds.includes(itemId)
  const items = pricing.shortages
    .filter(({ variantId }) => variantIds.includes(variantId))
    .map((item) => (isNew(item) ? { ...item, itemId: null } : item))
  if (items.length > 0) ctx.fail('out_of_stock', { items })
}
