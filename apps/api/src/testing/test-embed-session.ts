import { signEmbedToken } from '@cartwright/identity/sign-embed-token'

import type { TestApi } from './test-api.ts'
import { addGoods } from './test-goods.ts'
import type { TestShop } from './test-shop.ts'

export interface TestEmbedSession {
  readonly sessionId: string
  readonly productId: string
  /** What the page with the form sends. */
  readonly headers: Readonly<Record<string, string>>
}

export interface TestEmbedTerms {
  readonly mode?: 'fill' | 'view'
  readonly maySubmit?: boolean
  /** Of the session and its token; in four hours unless said. */
  readonly expiresAt?: Date
}

/** An embed session for a new product, written directly. */
export async function addEmbedSession(
  api: TestApi,
  shop: TestShop,
  { mode = 'fill', maySubmit = true, expiresAt = inFourHours(api) }: TestEmbedTerms = {},
): Promise<TestEmbedSession> {
  const { ids, db, identity } = api.runtime
  const { productId } = await addGoods(api, shop)
  const sessionId = ids.uuidv7()
  const session = { storeId: shop.storeId, productId, mode, maySubmit, expiresAt }
  const actor = { externalId: 'buyer-1' }
  await db
    .insertInto('embedSessions')
    .values({
      ...session,
      id: sessionId,
      actor,
      redirectUrl: null,
      renewTokenHash: Buffer.from(ids.randomHex(64), 'hex'),
      createdBy: 'test',
    })
    .execute()
  const token = await signEmbedToken(identity, { ...session, sessionId, actor })
  return { sessionId, productId, headers: { authorization: `Bearer ${token}` } }
}

function inFourHours({ clock }: TestApi): Date {
  return new Date(clock.now() + 4 * 3_600_000)
}
