import type { CartChange } from '@cartwright/db/transactions/change-cart'
import type { Ids } from '@cartwright/platform/ids'

export interface CartChangeContext {
  readonly storeId: string
  readonly ifMatch: number | null
  readonly now: Date
  readonly ids: Ids
}

/** How every buyer's change of a cart begins: which cart, as seen in which version, and when. */
export function cartChange(ctx: CartChangeContext, cartId: string): Omit<CartChange, 'change'> {
  const { storeId, ifMatch, now, ids } = ctx
  return { storeId, cartId, ifMatch, now, newId: ids.uuidv7 }
}
