import type { Transaction } from '@cartwright/db/database'

/** Ends every session of a user together with the change that calls for it. Returns how many there
 *  were. */
export async function endSessionsOfUser(trx: Transaction, userId: string): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('sessions')
    .where('userId', '=', userId)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
