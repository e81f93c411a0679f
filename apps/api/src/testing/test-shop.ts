import { permissions } from '@cartwright/contract/permissions'
import type { Role } from '@cartwright/contract/permissions'
import { hashPassword } from '@cartwright/identity/hash-password'
import { insertUser } from '@cartwright/identity/insert-user'
import { openSession } from '@cartwright/identity/open-session'
import { createSecretToken } from '@cartwright/platform/crypto/secret-token'

import type { TestApi } from './test-api.ts'

export interface TestShop {
  readonly storeId: string
  readonly slug: string
  readonly ownerId: string
  /** Headers of the store's owner, of an API key with every scope, and of a shop front. */
  readonly operator: Readonly<Record<string, string>>
  readonly apiKey: Readonly<Record<string, string>>
  readonly storefront: Readonly<Record<string, string>>
  /** Headers of a new member with this role. */
  readonly member: (role: Role) => Promise<Readonly<Record<string, string>>>
  /** Headers of a new API key with these scopes. */
  readonly keyWith: (scopes: readonly string[]) => Promise<Readonly<Record<string, string>>>
}

let shops = 0

/** A shop with an owner, an API key and a storefront token (live and preview), written directly. */
export async function createTestShop(
  api: TestApi,
  overrides: { readonly currency?: string; readonly taxIncluded?: boolean } = {},
): Promise<TestShop> {
  const { ids, db } = api.runtime
  shops += 1
  const slug = `shop-${shops}-${ids.randomHex(6)}`
  const storeId = ids.uuidv7()
  await db
    .insertInto('stores')
    .values({
      id: storeId,
      slug,
      name: `Shop ${shops}`,
      currency: 'GBP',
      country: 'GB',
      ...overrides,
    })
    .execute()
  const owner = await addMember(api, storeId, 'owner')
  return {
    storeId,
    slug,
    ownerId: owner.userId,
    operator: owner.headers,
    apiKey: await addKey(api, storeId, permissions),
    storefront: await addToken(api, storeId),
    member: async (role) => (await addMember(api, storeId, role)).headers,
    keyWith: (scopes) => addKey(api, storeId, scopes),
  }
}

async function addMember(api: TestApi, storeId: string, role: Role) {
  const { ids, db, identity, clock } = api.runtime
  const userId = ids.uuidv7()
  const passwordHash = await hashPassword(identity, 'correct horse battery')
  const now = new Date(clock.now())
  await db.transaction().execute(async (trx) => {
    const email = `${role}-${ids.randomHex(8)}@example.com`
    await insertUser(trx, { id: userId, email, name: `Test ${role}`, passwordHash, now })
    await trx.insertInto('members').values({ storeId, id: ids.uuidv7(), userId, role }).execute()
  })
  const { token } = await openSession(identity, { userId, ipAddress: null, userAgent: null })
  return { userId, headers: { authorization: `Bearer ${token}`, 'x-store-id': storeId } }
}

async function addKey(api: TestApi, storeId: string, scopes: readonly string[]) {
  const { ids, db } = api.runtime
  const secret = createSecretToken('sk_live_')
  const id = ids.uuidv7()
  const row = { storeId, id, name: 'Test key', prefix: secret.displayPrefix, scopes: [...scopes] }
  await db.insertInto('apiKeys').values(row).execute()
  await addCredential(api, { storeId, subjectId: id, kind: 'api_key', hash: secret.sha256Hex })
  return { authorization: `Bearer ${secret.token}` }
}

async function addToken(api: TestApi, storeId: string) {
  const { ids, db } = api.runtime
  const secret = createSecretToken('sft_')
  const id = ids.uuidv7()
  const scopes = ['live', 'preview']
  const row = { storeId, id, name: 'Test token', prefix: secret.displayPrefix, scopes }
  await db.insertInto('storefrontTokens').values(row).execute()
  await addCredential(api, {
    storeId,
    subjectId: id,
    kind: 'storefront_token',
    hash: secret.sha256Hex,
  })
  return { 'x-storefront-token': secret.token }
}

interface TestCredential {
  readonly storeId: string
  readonly subjectId: string
  readonly kind: 'api_key' | 'storefront_token'
  readonly hash: string
}

async function addCredential(api: TestApi, { hash, ...row }: TestCredential): Promise<void> {
  await api.runtime.db
    .insertInto('credentials')
    .values({ ...row, secretHash: Buffer.from(hash, 'hex') })
    .execute()
}
