import type { Database } from '../database.ts'
import { type StoreSettings, storeSettingsColumns } from './store-settings.ts'

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i

export interface SessionLookup {
  readonly sessionId: string
  readonly userId: string
  /** The store the user wants to act for, as the caller named it; anything may be in it. */
  readonly storeId?: string | null | undefined
  readonly now: Date
}

export interface SessionMember {
  readonly user: { readonly id: string; readonly email: string; readonly name: string }
  /** What the user is in the store asked for; null when no store was named or the user is nobody
   *  there. */
  readonly membership: SessionMembership | null
}

export interface SessionMembership {
  readonly memberId: string
  readonly role: 'owner' | 'admin' | 'editor' | 'viewer'
  readonly store: StoreSettings
}

/** Does this session still live, and what may its user do in this store? Null when the session has
 *  ended or expired. One statement, whichever the answer. */
export async function findSessionMember(
  db: Database,
  lookup: SessionLookup,
): Promise<SessionMember | null> {
  const { sessionId, userId, now, storeId = null } = lookup
  // PostgreSQL refuses a comparison with anything but a UUID, and no store has another kind of id.
  const askedStoreId = storeId !== null && UUID.test(storeId) ? storeId : null
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.userId')
    .leftJoin('members', (join) =>
      join.onRef('members.userId', '=', 'users.id').on('members.storeId', '=', askedStoreId),
    )
    .leftJoin('stores', 'stores.id', 'members.storeId')
    .select(['users.id as userId', 'users.email', 'users.name as userName'])
    .select(['members.id as memberId', 'members.role'])
    .select(storeSettingsColumns)
    .where('sessions.id', '=', sessionId)
    .where('sessions.userId', '=', userId)
    .where('sessions.expiresAt', '>', now)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    user: { id: row.userId, email: row.email, name: row.userName },
    membership: membershipOf(row),
  }
}

type MembershipColumns = {
  readonly [Column in keyof StoreSettings]: StoreSettings[Column] | null
} & {
  readonly memberId: string | null
  readonly role: SessionMembership['role'] | null
}

function membershipOf(row: MembershipColumns): SessionMembership | null {
  if (!wasJoined(row)) return null
  const { memberId, role, id, slug, name, currency, country, locale } = row
  const { taxIncluded, taxRounding, holdMinutes, orderPrefix } = row
  const store = { id, slug, name, currency, country, locale }
  return {
    memberId,
    role,
    store: { ...store, taxIncluded, taxRounding, holdMinutes, orderPrefix },
  }
}

type Joined<T> = { readonly [Column in keyof T]: NonNullable<T[Column]> }

/** The columns are `not null` in their tables, so a null means that the outer join found no row. */
function wasJoined(row: MembershipColumns): row is Joined<MembershipColumns> {
  return row.memberId !== null && row.id !== null
}
