import { type CheckoutSessionRow, findCheckout } from '@cartwright/db/queries/checkout-sessions'
import { raiseIssue } from '@cartwright/db/queries/issues'
import {
  recordFailedUnplacedRefund,
  recordUnplacedRefund,
} from '@cartwright/db/queries/unplaced-refunds'
import { GatewayError } from '@cartwright/platform/stripe/gateway-error'

import type { Runtime } from '../../runtime.ts'
import { defineTask } from '../../task.ts'

/** Recorded in place of a refund's id: all of it had gone back before, or nothing had been paid. */
const ALREADY_REFUNDED = 'already_refunded'
const NOTHING_PAID = 'nothing_paid'

/** Gives the money of a session back that was paid but became no order. */
export const refundUnplacedCheckout = defineTask({
  name: 'refund-unplaced-checkout',
  async run({ storeId, checkoutSessionId }, runtime) {
    const { db, clock, ids } = runtime
    const checkout = await findCheckout(db, storeId, checkoutSessionId)
    if (checkout === null) return
    const { session } = checkout
    if (session.status !== 'refunded' || session.refundReference !== null) return
    const refundReference = await refund(runtime, session)
    const now = new Date(clock.now())
    await db.transaction().execute(async (trx) => {
      await recordUnplacedRefund(trx, { storeId, checkoutSessionId, refundReference, now })
      await raiseIssue(trx, {
        storeId,
        id: ids.uuidv7(),
        severity: 'info',
        kind: 'unplaced_payment_refunded',
        title: 'A payment that became no order was refunded',
        detail: `${session.customerEmail} has been given the whole amount back.`,
        subject: { type: 'checkout_session', id: checkoutSessionId },
        now,
      })
    })
  },
})

/** The provider's id of the refund. */
async function refund(
  { db, gateway, clock }: Runtime,
  session: CheckoutSessionRow,
): Promise<string> {
  const { storeId, id, accountId, providerSessionId, refundAttempts: attempt } = session
  const paid = await gateway.retrieveCheckoutSession(accountId, providerSessionId ?? '')
  if (paid.paymentIntentId === null || paid.amountTotal === 0) return NOTHING_PAID
  try {
    const made = await gateway.createRefund({
      accountId,
      paymentIntentId: paid.paymentIntentId,
      amount: paid.amountTotal,
      idempotencyKey: `checkout:${id}:refund${attempt === 0 ? '' : `:${attempt}`}`,
      reason: 'requested_by_customer',
      metadata: { storeId, checkoutSessionId: id },
    })
    if (made.status !== 'failed') return made.refundId
    // The old key would only tell of this one again.
    const message = `The provider answered that refund ${made.refundId} failed`
    throw new GatewayError({
      kind: 'unavailable',
      code: 'refund_failed',
      retry: 'new_key',
      message,
    })
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    if (error.code === 'charge_already_refunded') return ALREADY_REFUNDED
    if (error.retry === 'new_key') {
      const now = new Date(clock.now())
      await recordFailedUnplacedRefund(db, { storeId, checkoutSessionId: id, attempt, now })
    }
    throw error
  }
}
