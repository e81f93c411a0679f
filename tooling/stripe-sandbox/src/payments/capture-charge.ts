import { presentCharge } from '../present/charge.ts'
import { presentPaymentIntent } from '../present/payment-intent.ts'
import type { Change } from '../state/change.ts'
import { newId } from '../state/new-id.ts'
import type { ChargeRecord, PaymentIntentRecord } from '../state/records.ts'

/**
 * The money arrives: the charge and its intent succeed, the account's balance grows by the amount
 * less the application fee, and the platform's by that fee.
 */
export function captureCharge(
  change: Change,
  intent: PaymentIntentRecord,
  charge: ChargeRecord,
): void {
  const { put, emit, tables, nowS } = change
  const fee = charge.settings.applicationFeeAmount ?? 0
  const transactionId = newId('txn')
  const captured: ChargeRecord = {
    ...charge,
    status: 'succeeded',
    failure: null,
    balanceTransactionId: transactionId,
    applicationFeeId: fee > 0 ? newId('fee') : null,
  }
  put('charge', captured)
  put('balanceTransaction', {
    id: transactionId,
    account: charge.account,
    created: nowS,
    type: 'charge',
    sourceId: charge.id,
    amount: charge.amount,
    fee,
    currency: charge.currency,
  })
  if (captured.applicationFeeId !== null) {
    put('balanceTransaction', {
      id: newId('txn'),
      account: null,
      created: nowS,
      type: 'application_fee',
      sourceId: captured.applicationFeeId,
      amount: fee,
      fee: 0,
      currency: charge.currency,
    })
  }
  const paid: PaymentIntentRecord = {
    ...intent,
    status: 'succeeded',
    latestChargeId: charge.id,
    paymentMethodId: charge.paymentMethodId,
    failure: null,
  }
  put('paymentIntent', paid)
  const { account } = charge
  emit({ type: 'charge.succeeded', account, object: presentCharge(captured, tables) })
  emit({ type: 'payment_intent.succeeded', account, object: presentPaymentIntent(paid) })
}
