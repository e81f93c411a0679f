import { recordStripeFacts } from '@cartwright/db/queries/stripe-accounts'

import type { StripeEventHandler } from './stripe-event.ts'

/** Something about the store's account changed: ask what it may do now. */
export const refreshAccount: StripeEventHandler = async (
  { db, gateway, clock },
  { storeId, accountId },
) => {
  const facts = await gateway.retrieveAccount(accountId)
  await recordStripeFacts(db, { ...facts, storeId, now: new Date(clock.now()) })
  return true
}
