import { type Currency, isCurrency } from '@cartwright/domain/money/currency'
import type { OrderLine } from '@cartwright/domain/orders/order-line'
import type { RecordedRefund } from '@cartwright/domain/orders/recorded-refunds'
import type { FulfilmentStatus, OrderStatus, PaymentStatus } from '@cartwright/domain/orders/states'
import { sql } from 'kysely'

import type { Transaction } from '../database.ts'
import type { OrderKey } from './orders.ts'

/** What decides whether and how an order may change. */
export interface LockedOrder {
  readonly storeId: string
  readonly id: string
  readonly orderNumber: string
  readonly status: OrderStatus
  readonly paymentStatus: PaymentStatus
  readonly fulfilmentStatus: FulfilmentStatus
  readonly currency: Currency
  readonly taxIncluded: boolean
  readonly customerId: string
  readonly version: number
  readonly lines: readonly OrderLine[]
  /** The one that brought money; null when nothing had to be paid, or nothing was. */
  readonly payment: OrderPayment | null
  readonly refunds: readonly StoredRefund[]
}

export interface OrderPayment {
  readonly id: string
  readonly accountId: string
  readonly reference: string
  readonly amount: number
}

export interface StoredRefund extends RecordedRefund {
  readonly id: string
  readonly paymentId: string
  readonly reason: string
  readonly restock: boolean
  readonly operationKey: string
  readonly providerReference: string | null
}

/** Locks an order until the transaction ends and reads what its changes depend on: every writer of
 *  an order, its lines, payments and refunds begins here. What belongs to it is read by a statement
 *  of its own, begun after the lock was had. Undefined when the store has no such order.
 *
 *  Locks are taken in this order: order, variants in id order, customer. */
export async function lockOrder(
  trx: Transaction,
  { storeId, orderId }: OrderKey,
): Promise<LockedOrder | undefined> {
  const order = await trx
    .selectFrom('orders')
    .select(['storeId', 'id', 'orderNumber', 'status', 'paymentStatus', 'fulfilmentStatus'])
    .select(['currency', 'taxIncluded', 'customerId', 'version'])
    .where('storeId', '=', storeId)
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirst()
  if (order === undefined) return undefined
  const { currency } = order
  if (!isCurrency(currency)) throw new Error('An order is in a currency that is not known')
  return { ...order, currency, ...(await findParts(trx, { storeId, orderId })) }
}

type Parts = Pick<LockedOrder, 'lines' | 'payment' | 'refunds'>

async function findParts(trx: Transaction, { storeId, orderId }: OrderKey): Promise<Parts> {
  const { rows } = await sql<Parts>`
    select (
      select coalesce(json_agg(json_build_object(
        'id', id, 'variantId', variant_id, 'quantity', quantity,
        'fulfilledQuantity', fulfilled_quantity, 'cancelledQuantity', cancelled_quantity,
        'refundedQuantity', refunded_quantity, 'total', total, 'tax', tax,
        'stockTracked', stock_tracked
      ) order by position, id), '[]'::json)
        from order_lines where store_id = ${storeId} and order_id = ${orderId}
    ) as lines, (
      select json_build_object(
        'id', id, 'accountId', account_id, 'reference', reference, 'amount', amount
      ) from payments
       where store_id = ${storeId} and order_id = ${orderId} and reference is not null
         and status not in ('pending', 'failed')
       order by created_at, id limit 1
    ) as payment, (
      select coalesce(json_agg(json_build_object(
        'id', id, 'paymentId', payment_id, 'amount', amount, 'status', status, 'lines', lines,
        'reason', reason, 'restock', restock, 'operationKey', operation_key,
        'providerReference', provider_reference
      ) order by created_at, id), '[]'::json)
        from refunds where store_id = ${storeId} and order_id = ${orderId}
    ) as refunds
  `.execute(trx)
  const [parts] = rows
  if (parts === undefined) throw new Error('A select without a table answered no row')
  return parts
}
