import type { Tables } from '../state/tables.ts'
import { StripeFault } from '../wire/stripe-fault.ts'
import { accountInvalid } from './find-account.ts'

/**
 * Which account a request speaks for: null for the platform itself. Any `sk_test_` key is good,
 * as a bearer token or as the user name of basic authentication.
 *
 * @throws StripeFault 401 without a test key, 403 for an account that does not exist.
 */
export function authorise(
  headers: { readonly authorization: string | null; readonly account: string | null },
  tables: Tables,
): string | null {
  const key = readKey(headers.authorization)
  if (key === null) {
    throw unauthorised('You did not provide an API key, e.g. Authorization: Bearer sk_test_…')
  }
  if (key.startsWith('sk_live_') || key.startsWith('rk_live_')) {
    throw unauthorised('This is a sandbox: it takes no live keys. Use one that begins sk_test_.')
  }
  // The key itself is never repeated, not even when it is wrong.
  if (!/^sk_test_\w+$/.test(key)) throw unauthorised('Invalid API Key provided.')
  const { account } = headers
  if (account !== null && !tables.account.has(account)) throw accountInvalid(account)
  return account
}

function readKey(authorization: string | null): string | null {
  const match = /^(Bearer|Basic) +(\S+)$/i.exec(authorization ?? '')
  const [, scheme, value] = match ?? []
  if (scheme === undefined || value === undefined) return null
  if (scheme.toLowerCase() === 'bearer') return value
  return Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] ?? null
}

function unauthorised(message: string): StripeFault {
  return new StripeFault(message, { status: 401 })
}
