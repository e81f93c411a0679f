import type { Stripe } from 'stripe'

import type { BalanceTransactionRecord } from '../state/records.ts'

/** One movement of money as Stripe writes it; the sandbox pays out nothing, so all is available. */
export function presentBalanceTransaction(
  transaction: BalanceTransactionRecord,
): Stripe.BalanceTransaction {
  const { amount, fee, currency } = transaction
  return {
    id: transaction.id,
    object: 'balance_transaction',
    amount,
    available_on: transaction.created,
    balance_type: 'payments',
    created: transaction.created,
    currency,
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency,
              description: null,
              type: 'application_fee',
            },
          ],
    net: amount - fee,
    reporting_category:
      transaction.type === 'application_fee' ? 'platform_earning' : transaction.type,
    source: transaction.sourceId,
    status: 'available',
    type: transaction.type,
  }
}
