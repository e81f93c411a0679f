import { presentPaymentIntent } from '../present/payment-intent.ts'
import { sessionTotals } from '../present/session-totals.ts'
import type { Change } from '../state/change.ts'
import { newId } from '../state/new-id.ts'
import type {
  BuyerRecord,
  ChargeRecord,
  PaymentIntentRecord,
  PaymentMethodKind,
  SessionRecord,
} from '../state/records.ts'

/** The session's payment intent. Like Stripe, it comes into being with the first attempt to pay. */
export function openIntent(
  { tables, put, emit, nowS }: Change,
  session: SessionRecord,
  method: PaymentMethodKind,
): PaymentIntentRecord {
  const { total } = sessionTotals(session)
  const present = tables.paymentIntent.get(session.paymentIntentId ?? '')
  if (present !== undefined) return { ...present, amount: total, method }
  const id = newId('pi')
  const intent: PaymentIntentRecord = {
    id,
    account: session.account,
    sessionId: session.id,
    created: nowS,
    amount: total,
    currency: session.currency,
    status: 'requires_payment_method',
    clientSecret: newId(`${id}_secret`, 25),
    settings: session.payment,
    method,
    paymentMethodId: null,
    latestChargeId: null,
    failure: null,
    canceledAt: null,
    cancellationReason: null,
  }
  put('paymentIntent', intent)
  emit({
    type: 'payment_intent.created',
    account: intent.account,
    object: presentPaymentIntent(intent),
  })
  return intent
}

/** A charge for an intent; it is not put anywhere yet. */
export function newCharge(
  intent: PaymentIntentRecord,
  buyer: BuyerRecord,
  outcome: Pick<ChargeRecord, 'failure' | 'status'> & { readonly createdS: number },
): ChargeRecord {
  return {
    id: newId(intent.method === 'card' ? 'ch' : 'py'),
    account: intent.account,
    paymentIntentId: intent.id,
    created: outcome.createdS,
    amount: intent.amount,
    amountRefunded: 0,
    currency: intent.currency,
    status: outcome.status,
    method: intent.method,
    paymentMethodId: newId('pm'),
    settings: intent.settings,
    buyer,
    balanceTransactionId: null,
    applicationFeeId: null,
    refundIds: [],
    disputed: false,
    failure: outcome.failure,
  }
}
