import type { Database, Transaction } from '../database.ts'
import type { Address } from '../json-columns.ts'

/** What decides whether a cart may be changed. */
export interface LockedCart {
  readonly id: string
  readonly status: 'open' | 'checkout' | 'completed' | 'expired'
  readonly version: number
  readonly expiresAt: Date
  readonly customerEmail: string | null
  readonly discountCodes: readonly string[]
}

export interface CartName {
  readonly storeId: string
  readonly cartId: string
}

/** Locks a cart until the transaction ends: every writer of it begins here, so that its lines, its
 *  checkout and its holds change one writer at a time. Undefined when the store has no such cart.
 *
 *  Locks are taken in this order: cart, checkout session, variants in id order, holds. */
export function lockCart(
  db: Database,
  { storeId, cartId }: CartName,
): Promise<LockedCart | undefined> {
  return db
    .selectFrom('carts')
    .select(['id', 'status', 'version', 'expiresAt', 'customerEmail', 'discountCodes'])
    .where('storeId', '=', storeId)
    .where('id', '=', cartId)
    .forUpdate()
    .executeTakeFirst()
}

/** What a buyer may write on a cart besides its lines. */
export interface CartDetails {
  readonly customerEmail?: string | null
  readonly shippingAddress?: Address | null
  readonly shippingMethodId?: string | null
  readonly note?: string | null
  readonly discountCodes?: readonly string[]
}

export interface NewCart extends CartName, CartDetails {
  readonly currency: string
  readonly expiresAt: Date
  readonly now: Date
}

/** Opens a cart, without lines. */
export async function insertCart(trx: Transaction, cart: NewCart): Promise<void> {
  const { storeId, cartId, currency, expiresAt, now } = cart
  const { customerEmail = null, shippingAddress = null, note = null } = cart
  await trx
    .insertInto('carts')
    .values({
      storeId,
      id: cartId,
      currency,
      customerEmail,
      shippingAddress,
      note,
      expiresAt,
      createdAt: now,
      updatedAt: now,
    })
    .execute()
}

/** Writes what is given of a cart's details; answers whether anything was. The caller holds the
 *  cart's lock. */
export async function updateCartDetails(
  trx: Transaction,
  { storeId, cartId }: CartName,
  details: CartDetails,
): Promise<boolean> {
  const { discountCodes, ...others } = details
  if (Object.keys(details).length === 0) return false
  await trx
    .updateTable('carts')
    .set({ ...others, ...(discountCodes !== undefined && { discountCodes: [...discountCodes] }) })
    .where('storeId', '=', storeId)
    .where('id', '=', cartId)
    .execute()
  return true
}
