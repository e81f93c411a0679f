import type { Transaction } from '@cartwright/db/database'
import { hasOrders, setCurrencyOfOpenCarts } from '@cartwright/db/queries/store-details'
import { countOpenCheckouts } from '@cartwright/db/queries/stripe-accounts'

import type { OperationContext } from '../../operation/context.ts'

type CurrencyContext = Pick<OperationContext<'in_use'>, 'fail' | 'now'> & {
  readonly db: Transaction
  readonly storeId: string
}

/** Moves what is not sold yet to another currency. Fails with `in_use` once something was sold or
 *  is being paid for: amounts of two currencies must never meet in one store. Lock the store first,
 *  so that no checkout begins meanwhile. */
export async function changeCurrency(ctx: CurrencyContext, currency: string): Promise<void> {
  const { db, storeId, now } = ctx
  const openCheckouts = await countOpenCheckouts(db, storeId, now)
  if (openCheckouts > 0) ctx.fail('in_use', { reason: 'open_checkouts' })
  // Counted last: a checkout that was not open any more a moment ago may be an order by now.
  if (await hasOrders(db, storeId)) ctx.fail('in_use', { reason: 'orders' })
  await setCurrencyOfOpenCarts(db, { storeId, currency })
}
