import { endDispute, openDispute } from './note-dispute.ts'
import { noteChargeRefunds, noteRefund } from './note-refund.ts'
import { refreshAccount } from './refresh-account.ts'
import { endUnpaidSession, settleSession } from './settle-session.ts'
import type { StripeEventHandler } from './stripe-event.ts'

const handlers: ReadonlyMap<string, StripeEventHandler> = new Map([
  ['checkout.session.completed', settleSession],
  ['checkout.session.async_payment_succeeded', settleSession],
  ['checkout.session.async_payment_failed', endUnpaidSession],
  ['checkout.session.expired', settleSession],
  ['charge.refunded', noteChargeRefunds],
  ['charge.refund.updated', noteRefund],
  ['refund.created', noteRefund],
  ['refund.updated', noteRefund],
  ['refund.failed', noteRefund],
  ['charge.dispute.created', openDispute],
  ['charge.dispute.closed', endDispute],
  ['account.updated', refreshAccount],
])

/** What is done about an event of this type? Nothing about most. */
export function stripeEventHandler(type: string): StripeEventHandler | undefined {
  return handlers.get(type)
}
