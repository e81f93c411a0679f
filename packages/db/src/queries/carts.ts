import type { Database } from '../database.ts'

/** What decides whether a cart may be changed. */
export interface LockedCart {
  readonly id: string
  readonly status: 'open' | 'checkout' | 'completed' | 'expired'
  readonly version: number
  readonly expiresAt: Date
  readonly customerEmail: string | null
  readonly discountCodes: readonly string[]
}

/** Locks a cart until the transaction ends: every writer of it begins here, so that its lines, its
 *  checkout and its holds change one writer at a time. Undefined when the store has no such cart.
 *
 *  Locks are taken in this order: cart, checkout session, variants in id order, holds. */
export function lockCart(
  db: Database,
  { storeId, cartId }: { readonly storeId: string; readonly cartId: string },
): Promise<LockedCart | undefined> {
  return db
    .selectFrom('carts')
    .select(['id', 'status', 'version', 'expiresAt', 'customerEmail', 'discountCodes'])
    .where('storeId', '=', storeId)
    .where('id', '=', cartId)
    .forUpdate()
    .executeTakeFirst()
}
