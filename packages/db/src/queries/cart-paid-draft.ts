import type { Database } from '../database.ts'
import type { CheckoutDraft } from '../json-columns.ts'
import type { CartName } from './carts.ts'

/** What a completed cart was paid as; undefined while it has become no order. */
export async function findPaidDraft(
  db: Database,
  { storeId, cartId }: CartName,
): Promise<CheckoutDraft | undefined> {
  const paid = await db
    .selectFrom('orders')
    .innerJoin('checkoutSessions as session', (join) =>
      join
        .onRef('session.storeId', '=', 'orders.storeId')
        .onRef('session.id', '=', 'orders.checkoutSessionId'),
    )
    .select('session.draft')
    .where('orders.storeId', '=', storeId)
    .where('orders.cartId', '=', cartId)
    .executeTakeFirst()
  return paid?.draft
}
