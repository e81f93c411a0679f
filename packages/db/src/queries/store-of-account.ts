import type { Database } from '../database.ts'

/** Which store takes payments with this account, or did before it changed to another one? Null when
 *  none of ours does. */
export async function findStoreOfAccount(
  db: Database,
  accountId: string,
): Promise<{ readonly storeId: string } | null> {
  const account = await db
    .selectFrom('stripeAccounts')
    .select('storeId')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return account ?? null
}
