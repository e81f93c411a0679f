import type { Database } from '@cartwright/db/database'

/** Removes sessions and reset tokens that have expired; they already count for nothing. Returns how
 *  many of each there were. */
export async function deleteExpired(
  db: Database,
  now: Date,
): Promise<{ sessions: number; verifications: number }> {
  const sessions = await db
    .deleteFrom('sessions')
    .where('expiresAt', '<=', now)
    .executeTakeFirstOrThrow()
  const verifications = await db
    .deleteFrom('verifications')
    .where('expiresAt', '<=', now)
    .executeTakeFirstOrThrow()
  return {
    sessions: Number(sessions.numDeletedRows),
    verifications: Number(verifications.numDeletedRows),
  }
}
