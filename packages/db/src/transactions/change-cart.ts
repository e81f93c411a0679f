import { cartExpiresAt } from '@cartwright/domain/carts/cart-lifetime'
import { type CartRefusal, mayChangeCart } from '@cartwright/domain/carts/may-change-cart'
import { fail, ok, type Result } from '@cartwright/domain/result'

import type { Transaction } from '../database.ts'
import { loadCart, type LoadedCart } from '../queries/cart-for-pricing.ts'
import { type LockedCart, lockCart } from '../queries/carts.ts'
import { supersedeCheckout } from './supersede-checkout.ts'

export interface CartChange {
  readonly storeId: string
  readonly cartId: string
  /** The version the caller has seen; null when it does not say. */
  readonly ifMatch: number | null
  readonly now: Date
  readonly newId: () => string
  /** Makes the change while the cart is locked; answers whether there was anything to change. May
   *  throw to undo all of it. */
  readonly change: (cart: LockedCart) => Promise<boolean>
}

/** Every change of a cart goes through here: lock, may it change, change, next version and a new
 *  lease of life; a checkout under way ends with it. Answers the cart as it is then, with all its
 *  price depends on. Five statements besides those of the change, more when a checkout ends. */
export async function changeCart(
  trx: Transaction,
  request: CartChange,
): Promise<Result<LoadedCart, CartRefusal>> {
  const { storeId, cartId, ifMatch, now, change } = request
  const locked = await lockCart(trx, { storeId, cartId })
  if (locked === undefined) return fail('not_found')
  const allowed = mayChangeCart({
    cart: { ...locked, expiresAt: locked.expiresAt.getTime() },
    seenVersion: ifMatch,
    now: now.getTime(),
  })
  if (!allowed.ok) return allowed
  const changed = await change(locked)
  if (changed && locked.status === 'checkout') await supersedeCheckout(trx, request)
  const cart = await loadCart(trx, { storeId, cartId, now })
  if (cart === undefined) return fail('not_found')
  return ok(changed ? await renew(trx, request, cart) : cart)
}

async function renew(
  trx: Transaction,
  { storeId, cartId, now }: CartChange,
  cart: LoadedCart,
): Promise<LoadedCart> {
  const facts = { lineCount: cart.lines.length, hasEmail: cart.customerEmail !== null }
  const renewed = {
    status: 'open' as const,
    version: cart.version + 1,
    expiresAt: new Date(cartExpiresAt(facts, now.getTime())),
    updatedAt: now,
  }
  await trx
    .updateTable('carts')
    .set(renewed)
    .where('storeId', '=', storeId)
    .where('id', '=', cartId)
    .execute()
  return { ...cart, ...renewed }
}
