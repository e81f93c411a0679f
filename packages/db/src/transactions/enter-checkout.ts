import { cartExpiresAt } from '@cartwright/domain/carts/cart-lifetime'
import { type Failure, fail, ok, type Result } from '@cartwright/domain/result'

import type { Transaction } from '../database.ts'

export interface CheckoutEntry {
  readonly storeId: string
  readonly cartId: string
  readonly customerEmail: string
  readonly now: Date
}

/** Takes a cart into checkout and locks it until the transaction ends, in one statement; answers
 *  its version. The cart's contents are untouched, so the version is too. */
export async function enterCheckout(
  trx: Transaction,
  { storeId, cartId, customerEmail, now }: CheckoutEntry,
): Promise<Result<number, Failure<'not_found' | 'cart_locked'>>> {
  const entered = await trx
    .updateTable('carts')
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
    .returning('version')
    .executeTakeFirst()
  if (entered !== undefined) return ok(entered.version)
  const refused = await trx
    .selectFrom('carts')
    .select('status')
    .where('storeId', '=', storeId)
    .where('id', '=', cartId)
    .executeTakeFirst()
  return fail(refused?.status === 'completed' ? 'cart_locked' : 'not_found')
}
