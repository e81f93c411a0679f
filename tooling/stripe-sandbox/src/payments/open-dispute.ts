import { presentDispute } from '../present/dispute.ts'
import type { Change } from '../state/change.ts'
import { newId } from '../state/new-id.ts'
import type { DisputeRecord } from '../state/records.ts'
import { noSuch, StripeFault } from '../wire/stripe-fault.ts'

/**
 * The buyer's bank asks for the money of a payment back. From then on it cannot be refunded.
 *
 * @throws StripeFault when there is no such payment, it took no money, or it is already disputed.
 */
export function openDispute(
  { tables, put, emit, nowS }: Change,
  { paymentIntentId, reason }: { readonly paymentIntentId: string; readonly reason: string },
): DisputeRecord {
  const intent = tables.paymentIntent.get(paymentIntentId)
  if (intent === undefined) throw noSuch('payment_intent', paymentIntentId, 'payment_intent')
  const charge = tables.charge.get(intent.latestChargeId ?? '')
  if (charge?.status !== 'succeeded' || charge.disputed) {
    throw new StripeFault(`Payment ${intent.id} has no charge that can be disputed.`, {
      status: 409,
      code: 'payment_intent_unexpected_state',
    })
  }
  const { account, amount, currency } = charge
  const dispute: DisputeRecord = {
    id: newId('dp'),
    account,
    chargeId: charge.id,
    paymentIntentId: intent.id,
    created: nowS,
    amount: amount - charge.amountRefunded,
    currency,
    reason,
  }
  put('dispute', dispute)
  put('charge', { ...charge, disputed: true })
  emit({ type: 'charge.dispute.created', account, object: presentDispute(dispute) })
  return dispute
}
