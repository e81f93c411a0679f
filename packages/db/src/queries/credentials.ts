import type { Database } from '../database.ts'
import { type Given, preparedQuery } from '../prepared-query.ts'
import { storeSettingsColumns } from './store-settings.ts'

type Lookup = Given<{ readonly secretHash: Buffer; readonly now: Date }>

/** Which living storefront token, of which store, does this secret open? One statement. A revoked
 *  or expired one answers undefined at once: nothing is cached. */
export async function findStorefrontToken(db: Database, secretHash: Buffer, now: Date) {
  const [found] = await storefrontTokens(db, { secretHash, now })
  return found
}

/** Which living API key, of which store, does this secret open? As `findStorefrontToken`. */
export async function findApiKey(db: Database, secretHash: Buffer, now: Date) {
  const [found] = await apiKeys(db, { secretHash, now })
  return found
}

const storefrontTokens = preparedQuery((db, given: Lookup) =>
  db
    .selectFrom('credentials')
    .innerJoin('storefrontTokens as token', (join) =>
      join
        .onRef('token.storeId', '=', 'credentials.storeId')
        .onRef('token.id', '=', 'credentials.subjectId'),
    )
    .innerJoin('stores', 'stores.id', 'credentials.storeId')
    .select(storeSettingsColumns)
    .select(['token.id as tokenId', 'token.scopes', 'token.allowedOrigins'])
    .where('credentials.secretHash', '=', given.secretHash)
    .where('credentials.kind', '=', 'storefront_token')
    .where('token.revokedAt', 'is', null)
    .where((eb) =>
      eb.or([eb('credentials.expiresAt', 'is', null), eb('credentials.expiresAt', '>', given.now)]),
    )
    .where((eb) =>
      eb.or([eb('token.expiresAt', 'is', null), eb('token.expiresAt', '>', given.now)]),
    )
    .compile(),
)

const apiKeys = preparedQuery((db, given: Lookup) =>
  db
    .selectFrom('credentials')
    .innerJoin('apiKeys as key', (join) =>
      join
        .onRef('key.storeId', '=', 'credentials.storeId')
        .onRef('key.id', '=', 'credentials.subjectId'),
    )
    .innerJoin('stores', 'stores.id', 'credentials.storeId')
    .select(storeSettingsColumns)
    .select(['key.id as keyId', 'key.name as keyName', 'key.scopes'])
    .where('credentials.secretHash', '=', given.secretHash)
    .where('credentials.kind', '=', 'api_key')
    .where('key.revokedAt', 'is', null)
    .where((eb) =>
      eb.or([eb('credentials.expiresAt', 'is', null), eb('credentials.expiresAt', '>', given.now)]),
    )
    .where((eb) => eb.or([eb('key.expiresAt', 'is', null), eb('key.expiresAt', '>', given.now)]))
    .compile(),
)
