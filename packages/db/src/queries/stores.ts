import type { Database, Transaction } from '../database.ts'

export interface NewStore {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly currency: string
  readonly country: string
  readonly now: Date
}

/** Opens a store. False, with nothing written, when its slug is taken; a twin that is still being
 *  opened is waited for. */
export async function insertStore(trx: Transaction, store: NewStore): Promise<boolean> {
  const { now, ...row } = store
  const inserted = await trx
    .insertInto('stores')
    .values({ ...row, createdAt: now, updatedAt: now })
    .onConflict((conflict) => conflict.constraint('stores_slug_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Holds the store until the end of the transaction, so that what is decided over all of its zones
 *  or rates stays true. Filling carts goes on meanwhile: rows that only refer to the store do not
 *  wait; a checkout that begins does (`enterCheckout`). Lock it before any cart. */
export async function lockStore(trx: Transaction, storeId: string): Promise<void> {
  await trx
    .selectFrom('stores')
    .select('id')
    .where('id', '=', storeId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/** The address of the store's longest-standing owner. */
export async function findOwnerEmail(db: Database, storeId: string): Promise<string | undefined> {
  const owner = await db
    .selectFrom('members')
    .innerJoin('users', 'users.id', 'members.userId')
    .select('users.email')
    .where('members.storeId', '=', storeId)
    .where('members.role', '=', 'owner')
    .orderBy('members.createdAt')
    .orderBy('members.id')
    .executeTakeFirst()
  return owner?.email
}
