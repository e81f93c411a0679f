import type { Database } from '../database.ts'
import type { CheckoutSessionRow } from '../queries/checkout-sessions.ts'
import type { CheckoutStore } from './test-checkout.ts'
import { waitingJobs } from './waiting-jobs.ts'

/** What has become of checkouts and what they touch, for tests to look at. */
export function checkoutState(db: Database) {
  return {
    stockOf: (variantId: string) =>
      db
        .selectFrom('variants')
        .select(['onHand', 'reserved'])
        .where('id', '=', variantId)
        .executeTakeFirstOrThrow(),

    holdsOf: ({ cartId }: CheckoutSessionRow) =>
      db.selectFrom('stockHolds').select('quantity').where('cartId', '=', cartId).execute(),

    ordersOf: ({ cartId }: CheckoutSessionRow) =>
      db.selectFrom('orders').selectAll().where('cartId', '=', cartId).execute(),

    statusOf: ({ id }: CheckoutSessionRow) =>
      db
        .selectFrom('checkoutSessions')
        .innerJoin('carts', 'carts.id', 'checkoutSessions.cartId')
        .select(['checkoutSessions.status as session', 'carts.status as cart'])
        .where('checkoutSessions.id', '=', id)
        .executeTakeFirstOrThrow(),

    issuesOf: ({ storeId }: CheckoutStore) =>
      db
        .selectFrom('issues')
        .select(['kind', 'severity'])
        .where('storeId', '=', storeId)
        .orderBy('kind')
        .execute(),

    jobsAbout: async ({ id }: CheckoutSessionRow) => {
      const jobs = await waitingJobs(db)
      const its = jobs.filter(({ payload }) => payload['checkoutSessionId'] === id)
      return its.map(({ task }) => task)
    },
  }
}
