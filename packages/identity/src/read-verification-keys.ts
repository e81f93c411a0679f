import type { Database } from '@cartwright/db/database'
import { type CryptoKey, importJWK, type JWK } from 'jose'

import { KEY_GRACE_SECONDS } from './signing-key-life.ts'
import type { KeysById } from './verification-keys.ts'

/** Reads the keys that tokens may be signed with at this time, ready for verifying. */
export async function readVerificationKeys(db: Database, now: Date): Promise<KeysById> {
  const retiredSince = new Date(now.getTime() - KEY_GRACE_SECONDS * 1000)
  const rows = await db
    .selectFrom('jwks')
    .select(['id', 'publicKey'])
    .where('alg', '=', 'EdDSA')
    .where((where) =>
      where.or([where('expiresAt', 'is', null), where('expiresAt', '>', retiredSince)]),
    )
    .execute()
  const prepared = new Map<string, CryptoKey>()
  for (const { id, publicKey } of rows) {
    // Written by better-auth as the JSON of a JWK; a text that is not one fails the import.
    const jwk: JWK = JSON.parse(publicKey)
    const key = await importJWK(jwk, 'EdDSA')
    if (!(key instanceof Uint8Array)) prepared.set(id, key)
  }
  return prepared
}
