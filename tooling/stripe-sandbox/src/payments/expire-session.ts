import { presentSession } from '../present/checkout-session.ts'
import type { Change } from '../state/change.ts'
import type { SessionRecord } from '../state/records.ts'
import { StripeFault } from '../wire/stripe-fault.ts'

/**
 * Ends an open session without payment; answers the session afterwards.
 *
 * @throws StripeFault 400 when it is no longer open.
 */
export function expireSession(change: Change, session: SessionRecord): SessionRecord {
  if (session.status !== 'open') {
    throw new StripeFault(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      { kept: true },
    )
  }
  const expired: SessionRecord = { ...session, status: 'expired' }
  change.put('session', expired)
  change.emit({
    type: 'checkout.session.expired',
    account: session.account,
    object: presentSession(expired, change.publicUrl),
  })
  return expired
}
