import type { Database } from '../database.ts'

interface UnplacedRefund {
  readonly storeId: string
  readonly checkoutSessionId: string
  readonly now: Date
}

/** Notes that the money of a session that became no order was given back. */
export async function recordUnplacedRefund(
  db: Database,
  refund: UnplacedRefund & { readonly refundReference: string },
): Promise<void> {
  await db
    .updateTable('checkoutSessions')
    .set({ refundReference: refund.refundReference, updatedAt: refund.now })
    .where('storeId', '=', refund.storeId)
    .where('id', '=', refund.checkoutSessionId)
    .execute()
}

/** Notes that giving it back failed for good under the present idempotency key; the next attempt
 *  has another. */
export async function recordFailedUnplacedRefund(
  db: Database,
  refund: UnplacedRefund & { readonly attempt: number },
): Promise<void> {
  await db
    .updateTable('checkoutSessions')
    .set({ refundAttempts: refund.attempt + 1, updatedAt: refund.now })
    .where('storeId', '=', refund.storeId)
    .where('id', '=', refund.checkoutSessionId)
    .where('refundAttempts', '=', refund.attempt)
    .execute()
}
