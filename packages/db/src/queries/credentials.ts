import { type RawBuilder, sql, type SqlBool } from 'kysely'

import type { Database } from '../database.ts'
import { gatheredRead } from '../gathered-read.ts'
import { latestRows } from '../latest-rows.ts'
import { type Given, preparedQuery } from '../prepared-query.ts'
import { storeSettingsColumns } from './store-settings.ts'

type Lookup = Given<{ readonly secretHashes: readonly Buffer[]; readonly now: Date }>

/** Which living storefront token, of which store, does the secret with this SHA-256 open? One
 *  statement, shared with whoever asks at the same time. A revoked or expired one answers undefined
 *  at once: nothing is cached. */
export function findStorefrontToken(db: Database, sha256Hex: string, now: Date) {
  return tokenByHash(db, { sha256Hex, now })
}

/** What was found last for this secret: a guess, as the token may have been revoked since. As long as
 *  nothing about the token and its store changes, `findStorefrontToken` answers this very object. */
export function recallStorefrontToken(sha256Hex: string): StorefrontToken | undefined {
  return latestTokens.recall(sha256Hex)
}

/** Which living API key, of which store, does this secret open? As `findStorefrontToken`. */
export function findApiKey(db: Database, sha256Hex: string, now: Date) {
  return keyByHash(db, { sha256Hex, now })
}

/** Some 1 KB each. */
const TOKENS_KNOWN = 1_000

const latestTokens = latestRows<StorefrontToken>(TOKENS_KNOWN)

interface Asked {
  readonly sha256Hex: string
  readonly now: Date
}

const sha256HexOf = ({ sha256Hex }: Asked): string => sha256Hex

const tokenByHash = gatheredRead({
  keyOf: sha256HexOf,
  readMany: async (db, { asked, now }) => {
    const hashes = asked.map(sha256HexOf)
    const rows = await storefrontTokens(db, { secretHashes: hashes.map(fromHex), now })
    return latestTokens.learn(hashes, byHash(rows))
  },
})

const keyByHash = gatheredRead({
  keyOf: sha256HexOf,
  readMany: async (db, { asked, now }) => {
    const secretHashes = asked.map(({ sha256Hex }) => fromHex(sha256Hex))
    return byHash(await apiKeys(db, { secretHashes, now }))
  },
})

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

export type StorefrontToken = Omit<
  Awaited<ReturnType<typeof storefrontTokens>>[number],
  'secretHash'
>

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
