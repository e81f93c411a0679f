import type { Database } from '../database.ts'
import { storeSettingsColumns } from './store-settings.ts'

/** Which living storefront token, of which store, does this secret open? One statement. A revoked
 *  or expired one answers undefined at once: nothing is cached. */
export function findStorefrontToken(db: Database, secretHash: Buffer, now: Date) {
  return db
    .selectFrom('credentials')
    .innerJoin('storefrontTokens as token', (join) =>
      join
        .onRef('token.storeId', '=', 'credentials.storeId')
        .onRef('token.id', '=', 'credentials.subjectId'),
    )
    .innerJoin('stores', 'stores.id', 'credentials.storeId')
    .select(storeSettingsColumns)
    .select(['token.id as tokenId', 'token.scopes', 'token.allowedOrigins'])
    .where('credentials.secretHash', '=', secretHash)
    .where('credentials.kind', '=', 'storefront_token')
    .where('token.revokedAt', 'is', null)
    .where((eb) =>
      eb.or([eb('credentials.expiresAt', 'is', null), eb('credentials.expiresAt', '>', now)]),
    )
    .where((eb) => eb.or([eb('token.expiresAt', 'is', null), eb('token.expiresAt', '>', now)]))
    .executeTakeFirst()
}

/** Which living API key, of which store, does this secret open? As `findStorefrontToken`. */
export function findApiKey(db: Database, secretHash: Buffer, now: Date) {
  return db
    .selectFrom('credentials')
    .innerJoin('apiKeys as key', (join) =>
      join
        .onRef('key.storeId', '=', 'credentials.storeId')
        .onRef('key.id', '=', 'credentials.subjectId'),
    )
    .innerJoin('stores', 'stores.id', 'credentials.storeId')
    .select(storeSettingsColumns)
    .select(['key.id as keyId', 'key.name as keyName', 'key.scopes'])
    .where('credentials.secretHash', '=', secretHash)
    .where('credentials.kind', '=', 'api_key')
    .where('key.revokedAt', 'is', null)
    .where((eb) =>
      eb.or([eb('credentials.expiresAt', 'is', null), eb('credentials.expiresAt', '>', now)]),
    )
    .where((eb) => eb.or([eb('key.expiresAt', 'is', null), eb('key.expiresAt', '>', now)]))
    .executeTakeFirst()
}
