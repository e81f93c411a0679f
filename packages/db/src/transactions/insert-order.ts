import { ORDER_NUMBER_SPACE, orderNumber } from '@cartwright/domain/orders/order-number'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { jsonb } from '../expressions/json.ts'
import type { CheckoutSessionRow, PlacedOrder } from '../queries/checkout-sessions.ts'

/** Numbers drawn for one order; the first that is free becomes its own. */
const DRAWS = 5

export interface NewOrder {
  readonly id: string
  readonly session: CheckoutSessionRow
  readonly customerId: string
  readonly orderPrefix: string
  readonly trackingToken: string
  readonly randomHex: (digits: number) => string
  readonly now: Date
}

/** Writes the order row from the frozen draft of its checkout session. Two orders that draw one
 *  number at one moment break `orders_number_key`: run the transaction again. */
export async function insertOrder(trx: Transaction, order: NewOrder): Promise<PlacedOrder> {
  const { session, now } = order
  const { draft } = session
  return trx
    .insertInto('orders')
    .values({
      ...draft.totals,
      storeId: session.storeId,
      id: order.id,
      orderNumber: freeNumber(order),
      cartId: session.cartId,
      checkoutSessionId: session.id,
      status: 'placed',
      paymentStatus: 'paid',
      fulfilmentStatus: 'unfulfilled',
      currency: session.currency,
      shippingTax: draft.shippingTax,
      taxIncluded: draft.taxIncluded,
      taxLines: jsonb(
        draft.taxLines.map(({ name, rateBasisPoints, amount }) => ({
          name,
          rateBasisPoints,
          amount,
        })),
      ),
      discounts: jsonb(draft.discounts.map(({ class: _class, ...discount }) => discount)),
      customerId: order.customerId,
      email: session.customerEmail,
      shippingAddress: draft.shippingAddress,
      billingAddress: draft.billingAddress,
      shippingMethod: draft.shippingMethod,
      trackingToken: order.trackingToken,
      placedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .returning(['id', 'orderNumber', 'checkoutSessionId', 'paymentStatus', 'fulfilmentStatus'])
    .returning(['total', 'currency', 'trackingToken'])
    .executeTakeFirstOrThrow()
}

function freeNumber({ session, orderPrefix, randomHex, now }: NewOrder) {
  const digits = (ORDER_NUMBER_SPACE - 1).toString(16).length
  const drawn = Array.from({ length: DRAWS }, () =>
    orderNumber(orderPrefix, now.getUTCFullYear(), Number.parseInt(randomHex(digits), 16)),
  )
  return sql<string>`(
    select drawn.number from unnest(${drawn}::text[]) with ordinality as drawn (number, turn)
     where not exists (
       select from orders as taken
        where taken.store_id = ${session.storeId} and taken.order_number = drawn.number
     )
     order by drawn.turn limit 1
  )`
}
