import { presentCharge } from '../present/charge.ts'
import { presentPaymentIntent } from '../present/payment-intent.ts'
import type { Change } from '../state/change.ts'
import type { ChargeRecord, PaymentIntentRecord } from '../state/records.ts'

/** The payment is refused: no money moves, and the intent waits for another payment method. */
export function failCharge(
  { put, emit, tables }: Change,
  intent: PaymentIntentRecord,
  charge: ChargeRecord,
): void {
  const failure =
    charge.method === 'card'
      ? { code: 'card_declined', message: 'Your card was declined.' }
      : { code: 'payment_method_provider_decline', message: 'The bank refused the debit.' }
  const failed: ChargeRecord = { ...charge, status: 'failed', failure }
  const refused: PaymentIntentRecord = {
    ...intent,
    status: 'requires_payment_method',
    latestChargeId: charge.id,
    paymentMethodId: null,
    failure,
  }
  put('charge', failed)
  put('paymentIntent', refused)
  const { account } = charge
  emit({ type: 'charge.failed', account, object: presentCharge(failed, tables) })
  emit({ type: 'payment_intent.payment_failed', account, object: presentPaymentIntent(refused) })
}
