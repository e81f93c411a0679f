import { findPaidOrder } from '@cartwright/db/queries/payments'

import type { Runtime } from '../../../runtime.ts'
import { PaymentUnknownError } from './payment-unknown-error.ts'
import type { StripeEvent } from './stripe-event.ts'

/** How long news of a payment waits for the order of that payment. */
const WAIT_MS = 24 * 3_600_000

/** Does an order of the store have this payment? Events come in any order, so that news of one may
 *  be here before its order is: until the event has waited for a day, no order fails with
 *  `PaymentUnknownError`. Afterwards it is a payment of something else than this shop: false. */
export async function isPaymentKnown(
  { db, clock }: Runtime,
  { storeId, accountId, receivedAt }: StripeEvent,
  reference: string,
): Promise<boolean> {
  if ((await findPaidOrder(db, { storeId, accountId, reference })) !== undefined) return true
  if (clock.now() - receivedAt.getTime() < WAIT_MS) throw new PaymentUnknownError()
  return false
}
