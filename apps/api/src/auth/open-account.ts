import type { Database, Transaction } from '@cartwright/db/database'
import { insertMember } from '@cartwright/db/queries/members'
import { insertStore, type NewStore } from '@cartwright/db/queries/stores'
import { nextSlug, slugify } from '@cartwright/domain/catalogue/slug'
import { type InsertedSession, insertSession } from '@cartwright/identity/insert-session'
import { insertUser, type NewUser } from '@cartwright/identity/insert-user'
import type { Ids } from '@cartwright/platform/ids'

export interface NewAccount {
  readonly user: Omit<NewUser, 'id'>
  /** `slug` null: made from the name, with a number behind it where that is taken. */
  readonly store: Omit<NewStore, 'id' | 'slug'> & { readonly slug: string | null }
  readonly device: { readonly ipAddress: string; readonly userAgent: string | null }
}

export interface OpenedAccount {
  readonly userId: string
  readonly storeId: string
  readonly storeSlug: string
  readonly session: InsertedSession
}

/** Ends the transaction with the error of this name. */
type Refuse = (code: 'email_taken' | 'slug_taken') => never

/** Writes a user, a store, the user's ownership of it and a first session: all or nothing. */
export function openAccount(
  db: Database,
  account: NewAccount,
  { ids, refuse }: { readonly ids: Ids; readonly refuse: Refuse },
): Promise<OpenedAccount> {
  const { user, device } = account
  const { now } = user
  const [userId, storeId] = [ids.uuidv7(), ids.uuidv7()]
  return db.transaction().execute(async (trx) => {
    const outcome = await insertUser(trx, { ...user, id: userId })
    if (outcome === 'email_taken') refuse('email_taken')
    const store = { ...account.store, id: storeId }
    const storeSlug = await insertUnderFreeSlug(trx, store, ids)
    if (storeSlug === null) return refuse('slug_taken')
    await insertMember(trx, { storeId, id: ids.uuidv7(), userId, role: 'owner', now })
    const session = await insertSession(trx, { ...device, id: ids.uuidv7(), userId, now })
    return { userId, storeId, storeSlug, session }
  })
}

/** Numbers tried behind a slug before a random ending, which is free for sure. */
const NUMBERED_ATTEMPTS = 5

/** The slug the store got; null when the one asked for is taken. */
async function insertUnderFreeSlug(
  trx: Transaction,
  { slug, ...store }: NewAccount['store'] & { readonly id: string },
  ids: Ids,
): Promise<string | null> {
  if (slug !== null) return (await insertStore(trx, { ...store, slug })) ? slug : null
  const base = slugify(store.name, `shop-${ids.randomHex(8)}`)
  for (let attempt = 1; attempt <= NUMBERED_ATTEMPTS; attempt += 1) {
    const candidate = nextSlug(base, attempt)
    if (await insertStore(trx, { ...store, slug: candidate })) return candidate
  }
  const candidate = `${base.slice(0, 80)}-${ids.randomHex(12)}`
  return (await insertStore(trx, { ...store, slug: candidate })) ? candidate : null
}
