import { isUuid } from '@cartwright/contract/scalars'
import { raiseIssue } from '@cartwright/db/queries/issues'
import { inTransaction } from '@cartwright/db/transaction'
import { recordProviderRefund } from '@cartwright/db/transactions/record-provider-refund'
import { z } from 'zod'

import type { Runtime } from '../../../runtime.ts'
import { isPaymentKnown } from './is-payment-known.ts'
import type { StripeEvent, StripeEventHandler } from './stripe-event.ts'

const Refund = z.object({
  id: z.string(),
  amount: z.int(),
  payment_intent: z.string(),
  status: z.string().nullable(),
  metadata: z
    .object({ refundId: z.string().optional(), checkoutSessionId: z.string().optional() })
    .nullish(),
})

type Refund = z.output<typeof Refund>

const Charge = z.object({ refunds: z.object({ data: z.array(z.unknown()) }) })

/** Money of a payment goes back, or failed to. The event is believed: refunds only ever move
 *  forward, and the worst a late one says is what is known already. */
export const noteRefund: StripeEventHandler = async (runtime, event) => {
  const refund = Refund.safeParse(event.object)
  if (!refund.success) return false
  const ownId = refund.data.metadata?.checkoutSessionId
  if (isUuid(ownId)) return noteUnplacedRefund(runtime, event, refund.data)
  const { db, ids, clock } = runtime
  const { storeId, accountId } = event
  const { id: reference, amount, payment_intent: paymentReference, metadata } = refund.data
  if (!(await isPaymentKnown(runtime, event, paymentReference))) return false
  return inTransaction(db, (trx) =>
    recordProviderRefund(trx, {
      storeId,
      accountId,
      paymentReference,
      reference,
      amount,
      status: statusOf(refund.data),
      refundId: metadata?.refundId ?? null,
      newId: ids.uuidv7,
      now: new Date(clock.now()),
    }),
  )
}

/** Older versions of the event carry the refunds of the charge; newer ones tell of each by itself. */
export const noteChargeRefunds: StripeEventHandler = async (runtime, event) => {
  const charge = Charge.safeParse(event.object)
  if (!charge.success) return false
  let isNews = false
  for (const object of charge.data.refunds.data) {
    const refund = z.record(z.string(), z.unknown()).safeParse(object)
    if (refund.success && (await noteRefund(runtime, { ...event, object: refund.data }))) {
      isNews = true
    }
  }
  return isNews
}

function statusOf({ status }: Refund): 'pending' | 'succeeded' | 'failed' {
  if (status === 'succeeded') return 'succeeded'
  return status === 'failed' || status === 'canceled' ? 'failed' : 'pending'
}

/** Money of a checkout that became no order is on its way back by our own doing; only its failure is
 *  news. */
async function noteUnplacedRefund(
  { db, ids, clock }: Runtime,
  { storeId }: StripeEvent,
  refund: Refund,
): Promise<boolean> {
  const subjectId = refund.metadata?.checkoutSessionId ?? ''
  if (statusOf(refund) !== 'failed') return true
  await raiseIssue(db, {
    storeId,
    id: ids.uuidv7(),
    severity: 'critical',
    kind: 'unplaced_refund_failed',
    title: 'A payment that became no order could not be given back',
    detail: `Refund ${refund.id} failed. Give the money back in the dashboard of Stripe.`,
    subject: { type: 'checkout_session', id: subjectId },
    now: new Date(clock.now()),
  })
  return true
}
