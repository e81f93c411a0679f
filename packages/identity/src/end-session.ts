import type { Database } from '@cartwright/db/database'

/** Logs out: the session's token is worth nothing from now on. True when there was a session. */
export async function endSession(db: Database, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
