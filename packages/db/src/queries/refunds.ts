import type { Currency } from '@cartwright/domain/money/currency'
import { sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'
import { jsonb } from '../expressions/json.ts'
import type { RefundLine } from '../json-columns.ts'

/** With the order's id, the operation key of the refund that belongs to its cancellation. */
export const CANCELLATION_PREFIX = 'cancel:'

export interface NewRefund {
  readonly storeId: string
  readonly id: string
  readonly orderId: string
  readonly paymentId: string
  readonly amount: number
  readonly currency: Currency
  readonly reason: string
  readonly lines: readonly RefundLine[]
  readonly restock: boolean
  readonly operationKey: string
  readonly now: Date
}

/** Writes down a refund before anybody is asked for it. */
export async function insertRefund(
  trx: Transaction,
  { now, lines, ...refund }: NewRefund,
): Promise<void> {
  await trx
    .insertInto('refunds')
    .values({
      ...refund,
      lines: jsonb(lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity }))),
      status: 'pending',
      createdAt: now,
      updatedAt: now,
    })
    .execute()
}

export interface RefundUpdate {
  readonly status: 'succeeded' | 'failed'
  readonly providerReference?: string
  readonly failure?: string
  readonly operationKey?: string
  readonly updatedAt: Date
}

/** Writes down what became of a refund of a locked order. */
export async function updateRefund(
  trx: Transaction,
  { storeId, refundId }: RefundKey,
  update: RefundUpdate,
): Promise<void> {
  await trx
    .updateTable('refunds')
    .set(update)
    .where('storeId', '=', storeId)
    .where('id', '=', refundId)
    .execute()
}

export interface RefundKey {
  readonly storeId: string
  readonly refundId: string
}

/** What the payment provider has to know to give the money back. */
export interface RefundOrder {
  readonly id: string
  readonly orderId: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly amount: number
  readonly currency: string
  readonly accountId: string
  readonly paymentReference: string | null
  readonly createdAt: Date
}

/** A refund with the payment it takes back; undefined when the store has no such refund. */
export async function findRefund(
  db: Database,
  { storeId, refundId }: RefundKey,
): Promise<RefundOrder | undefined> {
  return db
    .selectFrom('refunds')
    .innerJoin('payments', (join) =>
      join
        .onRef('payments.storeId', '=', 'refunds.storeId')
        .onRef('payments.id', '=', 'refunds.paymentId'),
    )
    .select(['refunds.id', 'refunds.orderId', 'refunds.status', 'refunds.amount'])
    .select(['refunds.currency', 'refunds.createdAt', 'payments.accountId'])
    .select('payments.reference as paymentReference')
    .where('refunds.storeId', '=', storeId)
    .where('refunds.id', '=', refundId)
    .executeTakeFirst()
}

export interface MoneyReturned {
  readonly storeId: string
  readonly customerId: string
  /** Negative when a refund came back. */
  readonly amount: number
  readonly now: Date
}

/** Counts money that went back in what its buyer spent. */
export async function lowerTotalSpent(
  trx: Transaction,
  { storeId, customerId, amount, now }: MoneyReturned,
): Promise<void> {
  await trx
    .updateTable('customers')
    .set((eb) => ({ totalSpent: eb('totalSpent', '-', amount), updatedAt: now }))
    .where('storeId', '=', storeId)
    .where('id', '=', customerId)
    .execute()
}

/** Every refund of the last day that was asked for before then and of which nobody knows what became,
 *  oldest first. Older ones are no longer asked for: somebody has been told of them. */
export async function listForgottenRefunds(
  db: Database,
  { before, limit }: { readonly before: Date; readonly limit: number },
): Promise<RefundKey[]> {
  const { rows } = await sql<RefundKey>`
    select store_id, id as refund_id from refunds
     where status = 'pending' and created_at < ${before}
       and created_at > ${before}::timestamptz - interval '1 day'
     order by created_at limit ${limit}
  `.execute(db)
  return rows
}
