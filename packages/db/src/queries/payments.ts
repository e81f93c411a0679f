import type { PaymentStatus } from '@cartwright/domain/orders/states'

import type { Database, Transaction } from '../database.ts'

/** Sets what a payment of a locked order has become. */
export async function updatePayment(
  trx: Transaction,
  { storeId, paymentId }: { readonly storeId: string; readonly paymentId: string },
  status: PaymentStatus,
): Promise<void> {
  await trx
    .updateTable('payments')
    .set({ status })
    .where('storeId', '=', storeId)
    .where('id', '=', paymentId)
    .execute()
}

export interface PaymentReference {
  readonly storeId: string
  readonly accountId: string
  /** The payment intent. */
  readonly reference: string
}

/** Which order did this payment pay for? */
export async function findPaidOrder(
  db: Database,
  { storeId, accountId, reference }: PaymentReference,
): Promise<string | undefined> {
  const payment = await db
    .selectFrom('payments')
    .select('orderId')
    .where('storeId', '=', storeId)
    .where('provider', '=', 'stripe')
    .where('reference', '=', reference)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return payment?.orderId
}
