import type { Selectable } from 'kysely'

import type { Database } from '../database.ts'
import type { CheckoutSessionsTable, OrdersTable } from '../tables.ts'

export type CheckoutSessionRow = Selectable<CheckoutSessionsTable>

/** What a checkout answers about the order it became. */
export type PlacedOrder = Pick<
  Selectable<OrdersTable>,
  | 'id'
  | 'orderNumber'
  | 'checkoutSessionId'
  | 'paymentStatus'
  | 'fulfilmentStatus'
  | 'total'
  | 'currency'
  | 'trackingToken'
>

export interface CheckoutOfStore {
  readonly session: CheckoutSessionRow
  readonly orderPrefix: string
  readonly cartStatus: 'open' | 'checkout' | 'completed' | 'expired'
  /** The order the cart became, by this session or by another one. */
  readonly order: PlacedOrder | null
}

/** The query behind every reading of one checkout session: with its store, cart and order. */
export function selectCheckout(db: Database, storeId: string) {
  return db
    .selectFrom('checkoutSessions')
    .innerJoin('stores', 'stores.id', 'checkoutSessions.storeId')
    .innerJoin('carts', (join) =>
      join
        .onRef('carts.storeId', '=', 'checkoutSessions.storeId')
        .onRef('carts.id', '=', 'checkoutSessions.cartId'),
    )
    .leftJoin('orders', (join) =>
      join
        .onRef('orders.storeId', '=', 'checkoutSessions.storeId')
        .onRef('orders.cartId', '=', 'checkoutSessions.cartId'),
    )
    .selectAll('checkoutSessions')
    .select(['stores.orderPrefix', 'carts.status as cartStatus'])
    .select(['orders.id as orderId', 'orders.orderNumber', 'orders.paymentStatus'])
    .select(['orders.fulfilmentStatus', 'orders.total', 'orders.trackingToken'])
    .select(['orders.currency as orderCurrency'])
    .select('orders.checkoutSessionId as placedBySessionId')
    .where('checkoutSessions.storeId', '=', storeId)
}

type CheckoutRow = Awaited<ReturnType<ReturnType<typeof selectCheckout>['execute']>>[number]

/** One row of `selectCheckout`, taken apart. */
export function readCheckout(row: CheckoutRow): CheckoutOfStore {
  const { orderPrefix, cartStatus, orderId, orderNumber, paymentStatus, fulfilmentStatus } = row
  const { total, trackingToken, orderCurrency, placedBySessionId, ...session } = row
  return { session, orderPrefix, cartStatus, order: orderOf() }

  function orderOf(): PlacedOrder | null {
    // Columns of an order are never null, so one that is means that there is no order.
    if (orderId === null || orderNumber === null || paymentStatus === null) return null
    if (fulfilmentStatus === null || total === null || orderCurrency === null) return null
    if (trackingToken === null || placedBySessionId === null) return null
    return {
      id: orderId,
      orderNumber,
      checkoutSessionId: placedBySessionId,
      paymentStatus,
      fulfilmentStatus,
      total,
      currency: orderCurrency,
      trackingToken,
    }
  }
}

/** The checkout session of a store by its own id. */
export async function findCheckout(
  db: Database,
  storeId: string,
  checkoutSessionId: string,
): Promise<CheckoutOfStore | null> {
  const row = await selectCheckout(db, storeId)
    .where('checkoutSessions.id', '=', checkoutSessionId)
    .executeTakeFirst()
  return row === undefined ? null : readCheckout(row)
}

/** The checkout session of a store by the payment provider's id of it. */
export async function findCheckoutOfProvider(
  db: Database,
  storeId: string,
  providerSessionId: string,
): Promise<CheckoutOfStore | null> {
  const row = await selectCheckout(db, storeId)
    .where('checkoutSessions.providerSessionId', '=', providerSessionId)
    .executeTakeFirst()
  return row === undefined ? null : readCheckout(row)
}
