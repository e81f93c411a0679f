import type { OutOfStock } from '@cartwright/domain/inventory/check-demand'
import { ok, type Result } from '@cartwright/domain/result'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import { publish } from '../outbox.ts'
import type { CheckoutOfStore, PlacedOrder } from '../queries/checkout-sessions.ts'
import { raiseIssue } from '../queries/issues.ts'
import { allocateOrderStock } from './allocate-order-stock.ts'
import { insertOrderLines, insertOrderPayment } from './insert-order-parts.ts'
import { insertOrder } from './insert-order.ts'
import { recordBuyer } from './record-buyer.ts'
import { redeemDiscounts } from './redeem-discounts.ts'
import type { SettleCheckout } from './settlement.ts'

/** Makes the order of a locked checkout whose payment was found to be right and whose cart has no
 *  order yet: stock, customer, order, payment, counters and the news of it, all or nothing. It is
 *  made of the draft frozen with the session, so it is what was paid for. `out_of_stock` (the hold
 *  had lapsed, and others have taken what is left) changes nothing. Sixteen statements at the most,
 *  the lock and the transaction's own included. */
export async function placeOrder(
  trx: Transaction,
  { session, orderPrefix }: CheckoutOfStore,
  facts: SettleCheckout,
): Promise<Result<PlacedOrder, OutOfStock>> {
  const { newId, now } = facts
  const { storeId, cartId, draft } = session
  const orderId = newId()
  const stock = { storeId, cartId, orderId, lines: draft.lines, newId, now }
  const allocated = await allocateOrderStock(trx, stock)
  if (!allocated.ok) return allocated
  const discountIds = draft.discounts.map((discount) => discount.discountId)
  const overused = await redeemDiscounts(trx, storeId, discountIds)
  const customerId = await recordBuyer(trx, {
    storeId,
    newId,
    email: session.customerEmail,
    address: draft.billingAddress ?? draft.shippingAddress,
    acceptsMarketing: session.acceptsMarketing,
    total: session.amountTotal,
    now,
  })
  const order = await insertOrder(trx, { ...facts, id: orderId, session, customerId, orderPrefix })
  const parts = {
    orderId,
    session,
    customerId,
    providerSessionId: facts.session.id,
    paymentReference: facts.session.paymentIntentId,
    allocated: allocated.value,
    newId,
    now,
  }
  await insertOrderLines(trx, parts)
  await insertOrderPayment(trx, parts)
  await countUnitsSold(trx, session)
  await completeCheckout(trx, session, facts)
  await publish(trx, storeId, { id: newId(), type: 'order.placed', payload: { orderId } })
  for (const id of overused) await reportOveruse(trx, { storeId, id, order, newId, now })
  return ok(order)
}

async function countUnitsSold(
  trx: Transaction,
  { storeId, draft }: CheckoutOfStore['session'],
): Promise<void> {
  await sql`
    with sold as (
      select product_id, sum(quantity) as quantity
        from unnest(
          ${draft.lines.map((line) => line.productId)}::uuid[],
          ${draft.lines.map((line) => line.quantity)}::int[]
        ) as line (product_id, quantity)
       group by product_id
    ), locked as (
      select id from products
       where store_id = ${storeId} and id in (select product_id from sold)
       order by id for no key update
    )
    update products set units_sold = units_sold + sold.quantity
      from sold join locked on locked.id = sold.product_id
     where products.store_id = ${storeId} and products.id = locked.id
  `.execute(trx)
}

async function completeCheckout(
  trx: Transaction,
  { storeId, id, cartId }: CheckoutOfStore['session'],
  { session, now }: SettleCheckout,
): Promise<void> {
  await sql`
    with cart as (
      update carts set status = 'completed', updated_at = ${now}
       where store_id = ${storeId} and id = ${cartId}
    ), other as (
      -- A younger attempt of the same cart has nothing left to pay for.
      update checkout_sessions set status = 'superseded', updated_at = ${now}
       where store_id = ${storeId} and cart_id = ${cartId} and id <> ${id}
         and status in ('creating', 'open')
      returning id
    ), paid as (
      update checkout_sessions
         set status = 'paid', provider_session_id = ${session.id}, url = null, updated_at = ${now}
       where store_id = ${storeId} and id = ${id}
    )
    select graphile_worker.add_job(
      'expire-checkout', json_build_object('storeId', ${storeId}::text, 'checkoutSessionId', id),
      max_attempts => 12, job_key => 'expire-checkout:' || id
    ) from other
  `.execute(trx)
}

interface Overuse {
  readonly storeId: string
  readonly id: string
  readonly order: PlacedOrder
  readonly newId: () => string
  readonly now: Date
}

/** Two buyers paid with the last use of a discount at once. Both keep what they were promised. */
function reportOveruse(trx: Transaction, { storeId, id, order, newId, now }: Overuse) {
  return raiseIssue(trx, {
    storeId,
    id: newId(),
    severity: 'warning',
    kind: 'discount_over_used',
    title: `Order ${order.orderNumber} used a discount beyond its limit`,
    detail: 'It had been paid for at the discounted price when the limit was reached.',
    subject: { type: 'discount', id },
    now,
  })
}
