import type { AccountRecord } from '../state/records.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import type { ApiCall } from './api-route.ts'

/**
 * The account named, for the platform or for the account itself.
 *
 * @throws StripeFault 403 `account_invalid`; Stripe does not tell "missing" from "not yours".
 */
export function findAccount({ change, account }: ApiCall, id: string): AccountRecord {
  const found = change.tables.account.get(id)
  if (found !== undefined && (account === null || account === id)) return found
  throw accountInvalid(id)
}

export function accountInvalid(id: string): StripeFault {
  return new StripeFault(
    `The provided key does not have access to account '${id}' (or that account does not exist). Application access may have been revoked.`,
    { status: 403, code: 'account_invalid' },
  )
}
