import { type RawBuilder, sql, type SqlBool } from 'kysely'

import type { Database } from '../database.ts'
import { gatheredRead } from '../gathered-read.ts'
import { type Given, preparedQuery } from '../prepared-query.ts'
import { storeSettingsColumns } from './store-settings.ts'

type Lookup = Given<{ readonly secretHashes: readonly Buffer[]; readonly now: Date }>

/** Which living storefront token, of which store, does the secret with this SHA-256 open? One
 *  statement, shared with whoever asks at the same time. A revoked or expired one answers undefined
 *  at once: nothing is cached. */
export function findStorefrontToken(db: Database, sha256Hex: string, now: Date) {
  return tokenByHash(db, { key: sha256Hex, now })
}

/** Which living API key, of which store, does this secret open? As `findStorefrontToken`. */
export function findApiKey(db: Database, sha256Hex: string, now: Date) {
  return keyByHash(db, { key: sha256Hex, now })
}

const tokenByHash = gatheredRead(async (db, { keys, now }) =>
  byHash(await storefrontTokens(db, { secretHashes: keys.map(fromHex), now })),
)

const keyByHash = gatheredRead(async (db, { keys, now }) =>
  byHash(await apiKeys(db, { secretHashes: keys.map(fromHex), now })),
)

function fromHex(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}

function byHash<Row extends { readonly secretHash: Buffer }>(
  rows: readonly Row[],
): ReadonlyMap<string, Omit<Row, 'secretHash'>> {
  return new Map(rows.map(({ secretHash, ...row }) => [secretHash.toString('hex'), row]))
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
    .select([
      'credentials.secretHash',
      'token.id as tokenId',
      'token.scopes',
      'token.allowedOrigins',
    ])
    .where(isOneOf(given.secretHashes))
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
    .select(['credentials.secretHash', 'key.id as keyId', 'key.name as keyName', 'key.scopes'])
    .where(isOneOf(given.secretHashes))
    .where('credentials.kind', '=', 'api_key')
    .where('key.revokedAt', 'is', null)
    .where((eb) =>
      eb.or([eb('credentials.expiresAt', 'is', null), eb('credentials.expiresAt', '>', given.now)]),
    )
    .where((eb) => eb.or([eb('key.expiresAt', 'is', null), eb('key.expiresAt', '>', given.now)]))
    .compile(),
)

function isOneOf(secretHashes: RawBuilder<readonly Buffer[]>): RawBuilder<SqlBool> {
  return sql<SqlBool>`credentials.secret_hash = any(${secretHashes}::bytea[])`
}
