import { sql } from 'kysely'

import type { Database, Transaction } from '../database.ts'

/** What the payment provider last said about an account. */
export interface StripeAccountFacts {
  readonly chargesEnabled: boolean
  readonly payoutsEnabled: boolean
  readonly detailsSubmitted: boolean
  /** What it still wants to know, in its own field names. */
  readonly requirements: readonly string[]
}

export interface StripeAccountRow extends StripeAccountFacts {
  readonly accountId: string
}

/** The store's present account; undefined when it has none. */
export function findStripeAccount(
  db: Database,
  storeId: string,
): Promise<StripeAccountRow | undefined> {
  return db
    .selectFrom('stripeAccounts')
    .select(['accountId', 'chargesEnabled', 'payoutsEnabled', 'detailsSubmitted', 'requirements'])
    .where('storeId', '=', storeId)
    .where('isCurrent', '=', true)
    .executeTakeFirst()
}

/** How many accounts has the store had, the present one included? */
export async function countStripeAccounts(db: Database, storeId: string): Promise<number> {
  const { count } = await db
    .selectFrom('stripeAccounts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('storeId', '=', storeId)
    .executeTakeFirstOrThrow()
  return count
}

/** Makes this the store's present account, unless it has one. */
export async function insertStripeAccount(
  db: Database,
  account: { readonly storeId: string; readonly accountId: string; readonly now: Date },
): Promise<void> {
  const { now, ...row } = account
  await db
    .insertInto('stripeAccounts')
    .values({ ...row, createdAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Writes down what the payment provider says about one of the store's accounts. */
export async function recordStripeFacts(
  db: Database,
  account: StripeAccountRow & { readonly storeId: string; readonly now: Date },
): Promise<void> {
  const { chargesEnabled, payoutsEnabled, detailsSubmitted, requirements } = account
  await db
    .updateTable('stripeAccounts')
    .set({ chargesEnabled, payoutsEnabled, detailsSubmitted, requirements: [...requirements] })
    .set({ checkedAt: account.now })
    .where('storeId', '=', account.storeId)
    .where('accountId', '=', account.accountId)
    .execute()
}

/** Leaves the store without a present account. The former one stays known, so that refunds and late
 *  webhooks of its payments still find their store. */
export async function retireStripeAccount(trx: Transaction, storeId: string): Promise<void> {
  await trx
    .updateTable('stripeAccounts')
    .set({ isCurrent: false })
    .where('storeId', '=', storeId)
    .where('isCurrent', '=', true)
    .execute()
}

/** How many checkout sessions of the store can be paid right now? */
export async function countOpenCheckouts(
  db: Database,
  storeId: string,
  now: Date,
): Promise<number> {
  const { count } = await db
    .selectFrom('checkoutSessions')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('storeId', '=', storeId)
    .where('status', 'in', [sql.lit('creating' as const), sql.lit('open' as const)])
    .where('expiresAt', '>', now)
    .executeTakeFirstOrThrow()
  return count
}
