import { presentAccount } from '../present/account.ts'
import type { Change } from '../state/change.ts'
import type { AccountRecord } from '../state/records.ts'

/** The merchant has told Stripe everything: charges and payouts are enabled from now on. */
export function onboardAccount({ put, emit }: Change, before: AccountRecord): AccountRecord {
  if (before.onboarded) return before
  const account: AccountRecord = { ...before, onboarded: true }
  put('account', account)
  emit({
    type: 'account.updated',
    account: account.id,
    object: presentAccount(account),
    previousAttributes: {
      charges_enabled: false,
      details_submitted: false,
      payouts_enabled: false,
    },
  })
  return account
}
