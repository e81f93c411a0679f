import { cartExpiresAt } from '@cartwright/domain/carts/cart-lifetime'
import { type Failure, fail, ok, type Result } from '@cartwright/domain/result'

import type { Transaction } from '../database.ts'

export interface CheckoutEntry {
  readonly storeId: string
  readonly cartId: string
  readonly customerEmail: string
  readonly now: Date
}

/** A cart in checkout. */
export interface EnteredCheckout {
  readonly version: number
  /** What the store charges in, until the transaction ends. */
  readonly currency: string
}

/** Takes a cart into checkout and locks it until the transaction ends, in one statement. The cart's
 *  contents are untouched, so the version is too. The store is shared first: a change of its currency
 *  (`lockStore`) is waited for, and the next one waits. */
export async function enterCheckout(
  trx: Transaction,
  { storeId, cartId, customerEmail, now }: CheckoutEntry,
): Promise<Result<EnteredCheckout, Failure<'not_found' | 'cart_locked'>>> {
  const entered = await trx
    .with('store', (cte) =>
      cte.selectFrom('stores').select('currency').where('id', '=', storeId).forShare(),
    )
    .updateTable('carts')
    // Joined, so that its lock is taken before the cart's.
    .from('store')
    .set({
      status: 'checkout',
      customerEmail,
      expiresAt: new Date(cartExpiresAt({ lineCount: 1, hasEmail: true }, now.getTime())),
      updatedAt: now,
    })
    .where('storeId', '=', storeId)
    .where('id', '=', cartId)
    .where('status', 'in', ['open', 'checkout'])
    .where('expiresAt', '>', now)
    .returning(['carts.version', 'store.currency'])
    .executeTakeFirst()
  if (entered !== undefined) return ok(entered)
  const refused = await trx
    .selectFrom('carts')
    .select('status')
    .where('storeId', '=', storeId)
    .where('id', '=', cartId)
    .executeTakeFirst()
  return fail(refused?.status === 'completed' ? 'cart_locked' : 'not_found')
}
