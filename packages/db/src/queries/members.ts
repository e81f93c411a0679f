import type { Database, Transaction } from '../database.ts'

export interface UserMembership {
  readonly storeId: string
  readonly storeName: string
  readonly storeSlug: string
  readonly role: 'owner' | 'admin' | 'editor' | 'viewer'
}

/** Which stores may this user act for, and as what? By store name, then id. */
export async function listMemberships(db: Database, userId: string): Promise<UserMembership[]> {
  return db
    .selectFrom('members')
    .innerJoin('stores', 'stores.id', 'members.storeId')
    .select(['stores.id as storeId', 'stores.name as storeName', 'stores.slug as storeSlug'])
    .select('members.role')
    .where('members.userId', '=', userId)
    .orderBy('stores.name')
    .orderBy('stores.id')
    .execute()
}

export interface NewMember {
  readonly storeId: string
  readonly id: string
  readonly userId: string
  readonly role: UserMembership['role']
  readonly now: Date
}

/** Lets a user act for a store. */
export async function insertMember(trx: Transaction, member: NewMember): Promise<void> {
  const { now, ...row } = member
  await trx
    .insertInto('members')
    .values({ ...row, createdAt: now })
    .execute()
}
