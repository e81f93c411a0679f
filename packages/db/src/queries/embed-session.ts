import type { Database } from '../database.ts'
import type { EmbedActor, FormValues } from '../json-columns.ts'
import { type StoreSettings, storeSettingsColumns } from './store-settings.ts'

/** A buyer's time with the form of one product. */
export interface EmbedSession {
  readonly id: string
  readonly productId: string
  readonly mode: 'fill' | 'view'
  readonly maySubmit: boolean
  readonly actor: EmbedActor
  readonly prefill: FormValues
  readonly redirectUrl: string | null
  readonly expiresAt: Date
  /** How many pictures were uploaded in it. */
  readonly imageCount: number
}

export interface FoundEmbedSession {
  readonly session: EmbedSession
  readonly store: StoreSettings
  readonly allowedOrigins: readonly string[]
}

interface EmbedSessionKey {
  readonly storeId: string
  readonly sessionId: string
  readonly now: Date
}

/** A living embed session with its store; undefined when there is none or it has expired. */
export async function findEmbedSession(
  db: Database,
  { storeId, sessionId, now }: EmbedSessionKey,
): Promise<FoundEmbedSession | undefined> {
  const row = await db
    .selectFrom('embedSessions as session')
    .innerJoin('stores', 'stores.id', 'session.storeId')
    .select(storeSettingsColumns)
    .select([
      'stores.embedAllowedOrigins',
      'session.id as sessionId',
      'session.productId',
      'session.mode',
      'session.maySubmit',
      'session.actor',
      'session.prefill',
      'session.redirectUrl',
      'session.expiresAt',
      'session.imageCount',
    ])
    .where('session.storeId', '=', storeId)
    .where('session.id', '=', sessionId)
    .where('session.expiresAt', '>', now)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const {
    embedAllowedOrigins: allowedOrigins,
    sessionId: id,
    productId,
    mode,
    maySubmit,
    actor,
    prefill,
    redirectUrl,
    expiresAt,
    imageCount,
    ...store
  } = row
  const session = { id, productId, mode, maySubmit, actor, prefill, redirectUrl, expiresAt }
  return { session: { ...session, imageCount }, store, allowedOrigins }
}
