import type { Database } from '@cartwright/db/database'
import { loadCart, type LoadedCart } from '@cartwright/db/queries/cart-for-pricing'
import { isCartThere } from '@cartwright/domain/carts/cart-lifetime'

export interface CartReader {
  readonly db: Database
  readonly storeId: string
  readonly now: Date
}

/** The cart with this id, if it is still there for its buyer. */
export async function findLivingCart(
  { db, storeId, now }: CartReader,
  cartId: string,
): Promise<LoadedCart | null> {
  const cart = await loadCart(db, { storeId, cartId, now })
  if (cart === undefined) return null
  const { status, expiresAt } = cart
  const isThere = isCartThere({ status, expiresAt: expiresAt.getTime() }, now.getTime())
  return isThere ? cart : null
}
