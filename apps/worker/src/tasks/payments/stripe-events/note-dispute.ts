import { inTransaction } from '@cartwright/db/transaction'
import { type ProviderDispute, recordDispute } from '@cartwright/db/transactions/record-dispute'
import { z } from 'zod'

import type { Runtime } from '../../../runtime.ts'
import { isPaymentKnown } from './is-payment-known.ts'
import type { StripeEvent, StripeEventHandler } from './stripe-event.ts'

const Dispute = z.object({ payment_intent: z.string(), status: z.string() })

/** A buyer's bank wants a payment back. */
export const openDispute: StripeEventHandler = (runtime, event) => note(runtime, event, 'open')

/** The banks have decided; a mere warning that is closed has taken nothing. */
export const endDispute: StripeEventHandler = async (runtime, event) => {
  const dispute = Dispute.safeParse(event.object)
  if (!dispute.success) return false
  return note(runtime, event, dispute.data.status === 'lost' ? 'lost' : 'won')
}

async function note(
  runtime: Runtime,
  event: StripeEvent,
  status: ProviderDispute['status'],
): Promise<boolean> {
  const dispute = Dispute.safeParse(event.object)
  if (!dispute.success) return false
  const { db, ids, clock } = runtime
  const { storeId, accountId } = event
  const paymentReference = dispute.data.payment_intent
  if (!(await isPaymentKnown(runtime, event, paymentReference))) return false
  const told = { storeId, accountId, paymentReference, status }
  const now = new Date(clock.now())
  return inTransaction(db, (trx) => recordDispute(trx, { ...told, newId: ids.uuidv7, now }))
}
