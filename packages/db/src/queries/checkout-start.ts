import { sql } from 'kysely'

import type { Database } from '../database.ts'
import type { CheckoutSessionRow } from './checkout-sessions.ts'

export interface CheckoutStart {
  /** The store's present account at the payment provider. */
  readonly account: { readonly accountId: string; readonly chargesEnabled: boolean } | null
  /** The session that may still be paid for this cart. */
  readonly living: CheckoutSessionRow | null
  /** How many sessions the cart has had. */
  readonly attempts: number
}

/** What decides how a cart's checkout begins, besides the cart itself. One statement, and another
 *  where a session is living. */
export async function findCheckoutStart(
  db: Database,
  storeId: string,
  cartId: string,
): Promise<CheckoutStart> {
  const start = await db
    .selectFrom('stores')
    .leftJoin('stripeAccounts as account', (join) =>
      join.onRef('account.storeId', '=', 'stores.id').on('account.isCurrent', '=', true),
    )
    .select(['account.accountId', 'account.chargesEnabled'])
    .select((eb) =>
      eb
        .selectFrom('checkoutSessions')
        .select((all) => all.fn.countAll<number>().as('count'))
        .where('storeId', '=', storeId)
        .where('cartId', '=', cartId)
        .as('attempts'),
    )
    .select((eb) =>
      eb
        .selectFrom('checkoutSessions as living')
        .select('living.id')
        .where('living.storeId', '=', storeId)
        .where('living.cartId', '=', cartId)
        .where('living.status', 'in', [sql.lit('creating' as const), sql.lit('open' as const)])
        .as('livingId'),
    )
    .where('stores.id', '=', storeId)
    .executeTakeFirst()
  if (start === undefined) return { account: null, living: null, attempts: 0 }
  const { accountId, chargesEnabled, livingId } = start
  const living = livingId === null ? null : await findSession(db, storeId, livingId)
  return {
    account: accountId === null ? null : { accountId, chargesEnabled: chargesEnabled === true },
    living,
    attempts: start.attempts ?? 0,
  }
}

/** Rare, so that the frozen order of a session is read only where there is one. */
async function findSession(
  db: Database,
  storeId: string,
  id: string,
): Promise<CheckoutSessionRow | null> {
  const row = await db
    .selectFrom('checkoutSessions')
    .selectAll()
    .where('storeId', '=', storeId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
