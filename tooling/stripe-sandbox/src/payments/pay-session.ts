import { presentCharge } from '../present/charge.ts'
import { presentSession } from '../present/checkout-session.ts'
import { presentPaymentIntent } from '../present/payment-intent.ts'
import { sessionTotals } from '../present/session-totals.ts'
import type { Change } from '../state/change.ts'
import type { BuyerRecord, SessionRecord, SettlementRecord } from '../state/records.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import { captureCharge } from './capture-charge.ts'
import { failCharge } from './fail-charge.ts'
import { newCharge, openIntent } from './open-payment.ts'

export type PayOutcome =
  | { readonly kind: 'abandon' | 'decline' | 'succeed' }
  | { readonly kind: 'debit'; readonly settlement: SettlementRecord }

/**
 * The buyer does something on the payment page; answers the session afterwards. Only an open
 * session can be paid, so of any number of attempts at once exactly one takes money.
 *
 * @throws StripeFault 409 `session_not_open`; 400 when there is nothing to decline.
 */
export function paySession(
  change: Change,
  session: SessionRecord,
  { outcome, buyer }: { readonly outcome: PayOutcome; readonly buyer: BuyerRecord },
): SessionRecord {
  if (session.status !== 'open') {
    throw new StripeFault(`The checkout session is ${session.status}, so it cannot be paid.`, {
      status: 409,
      code: 'session_not_open',
    })
  }
  if (outcome.kind === 'abandon') return session
  if (sessionTotals(session).total === 0)
    return completeFree(change, { ...session, buyer }, outcome)
  switch (outcome.kind) {
    case 'succeed':
      return payByCard(change, { ...session, buyer }, buyer)
    case 'decline':
      return declineCard(change, session, buyer)
    case 'debit':
      return startDebit(change, { ...session, buyer, settlement: outcome.settlement }, buyer)
  }
}

function completeFree(change: Change, session: SessionRecord, outcome: PayOutcome): SessionRecord {
  if (outcome.kind === 'decline' || (outcome.kind === 'debit' && !outcome.settlement.succeeds)) {
    throw new StripeFault('The session costs nothing, so there is no payment to refuse.', {
      code: 'no_payment_required',
    })
  }
  return complete(change, { ...session, paymentStatus: 'no_payment_required' })
}

function payByCard(change: Change, session: SessionRecord, buyer: BuyerRecord): SessionRecord {
  const intent = openIntent(change, session, 'card')
  const charge = newCharge(intent, buyer, {
    status: 'succeeded',
    failure: null,
    createdS: change.nowS,
  })
  captureCharge(change, intent, charge)
  return complete(change, { ...session, paymentIntentId: intent.id, paymentStatus: 'paid' })
}

function declineCard(change: Change, session: SessionRecord, buyer: BuyerRecord): SessionRecord {
  const intent = openIntent(change, session, 'card')
  const charge = newCharge(intent, buyer, {
    status: 'failed',
    failure: null,
    createdS: change.nowS,
  })
  failCharge(change, intent, charge)
  const declined: SessionRecord = { ...session, paymentIntentId: intent.id }
  change.put('session', declined)
  return declined
}

function startDebit(change: Change, session: SessionRecord, buyer: BuyerRecord): SessionRecord {
  const { put, emit, tables, nowS } = change
  const intent = openIntent(change, session, 'bacs_debit')
  const charge = newCharge(intent, buyer, { status: 'pending', failure: null, createdS: nowS })
  const processing = {
    ...intent,
    status: 'processing',
    latestChargeId: charge.id,
    paymentMethodId: charge.paymentMethodId,
    failure: null,
  } as const
  put('charge', charge)
  put('paymentIntent', processing)
  const { account } = session
  emit({ type: 'charge.pending', account, object: presentCharge(charge, tables) })
  emit({ type: 'payment_intent.processing', account, object: presentPaymentIntent(processing) })
  return complete(change, { ...session, paymentIntentId: intent.id })
}

function complete(change: Change, session: SessionRecord): SessionRecord {
  const completed: SessionRecord = { ...session, status: 'complete' }
  change.put('session', completed)
  change.emit({
    type: 'checkout.session.completed',
    account: session.account,
    object: presentSession(completed, change.publicUrl),
  })
  return completed
}
