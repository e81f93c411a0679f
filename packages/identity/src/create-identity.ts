import type { Database } from '@cartwright/db/database'

import type { Auth } from './configure-auth.ts'
import { readVerificationKeys } from './read-verification-keys.ts'
import { createVerificationKeys, type VerificationKeys } from './verification-keys.ts'

export interface IdentityOptions {
  readonly db: Database
  /** Encrypts the private signing keys at rest; at least 32 characters. Changing it makes the stored
   *  keys unreadable: the rows of `jwks` have to be deleted with it, which ends every token. */
  readonly secret: string
  /** Issuer and audience of every token, for example `https://shop.example`. */
  readonly publicUrl: string
  /** A new UUIDv7. */
  readonly newId: () => string
  /** Milliseconds since the Unix epoch (default `Date.now`). */
  readonly now?: () => number
}

/** What every function of this package takes: who may sign in, and with which keys. */
export interface Identity {
  readonly db: Database
  /** better-auth, loaded when it is first needed: requests and the worker get by without it, and it
   *  takes some 20 MB. */
  readonly auth: () => Promise<Auth>
  readonly publicUrl: string
  readonly newId: () => string
  readonly now: () => number
  readonly keys: VerificationKeys
}

/** Sets up users, credentials, sessions and tokens over a database. Opens no connection; the first
 *  token signed makes the signing key. */
export function createIdentity(options: IdentityOptions): Identity {
  const { db, secret, publicUrl, newId, now = Date.now } = options
  let loading: Promise<Auth> | null = null
  const load = async () => {
    const { configureAuth } = await import('./configure-auth.ts')
    return configureAuth({ db, secret, publicUrl, newId })
  }
  const auth = () => (loading ??= load())
  const loadKeys = () => readVerificationKeys(db, new Date(now()))
  const keys = createVerificationKeys({ load: loadKeys, now })
  return { db, auth, publicUrl, newId, now, keys }
}
