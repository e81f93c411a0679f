import { presentSession } from '../present/checkout-session.ts'
import type { Change } from '../state/change.ts'
import type { SessionRecord, SettlementRecord } from '../state/records.ts'
import { captureCharge } from './capture-charge.ts'
import { failCharge } from './fail-charge.ts'

/** The bank answers a debit: the completed session becomes paid, or stays unpaid for good. */
export function settleDebit(
  change: Change,
  session: SessionRecord,
  { succeeds }: SettlementRecord,
): void {
  const { tables, put, emit, publicUrl } = change
  const intent = tables.paymentIntent.get(session.paymentIntentId ?? '')
  const charge = tables.charge.get(intent?.latestChargeId ?? '')
  if (intent === undefined || charge === undefined) {
    throw new Error(`Session ${session.id} has a debit under way but no charge.`)
  }
  if (succeeds) captureCharge(change, intent, charge)
  else failCharge(change, intent, charge)
  const settled: SessionRecord = {
    ...session,
    paymentStatus: succeeds ? 'paid' : 'unpaid',
    settlement: null,
  }
  put('session', settled)
  emit({
    type: `checkout.session.async_payment_${succeeds ? 'succeeded' : 'failed'}`,
    account: session.account,
    object: presentSession(settled, publicUrl),
  })
}
