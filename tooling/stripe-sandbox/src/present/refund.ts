import type { Stripe } from 'stripe'

import type { RefundRecord } from '../state/records.ts'

/** A refund as Stripe writes it; the sandbox's refunds succeed at once. */
export function presentRefund(refund: RefundRecord): Stripe.Refund {
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    balance_transaction: refund.balanceTransactionId,
    charge: refund.chargeId,
    created: refund.created,
    currency: refund.currency,
    customer: null,
    customer_account: null,
    destination_details:
      refund.method === 'card'
        ? { card: { type: 'refund' }, type: 'card' }
        : {
            gb_bank_transfer: { reference: null, reference_status: null },
            type: 'gb_bank_transfer',
          },
    metadata: refund.metadata,
    payment_intent: refund.paymentIntentId,
    payment_method: null,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
}
