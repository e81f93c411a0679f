import type { Database } from '../database.ts'

/** On pages of which origins may the form of this session stand? Empty when the store lists none, and
 *  when there is no such session. A browser asks before it sends its token, with the session's id
 *  alone, so this is the one look-up of a session that cannot name its store; an id opens nothing. */
export async function findEmbedOrigins(
  db: Database,
  sessionId: string,
): Promise<readonly string[]> {
  const row = await db
    .selectFrom('embedSessions as session')
    .innerJoin('stores', 'stores.id', 'session.storeId')
    .select('stores.embedAllowedOrigins')
    .where('session.id', '=', sessionId)
    .executeTakeFirst()
  return row?.embedAllowedOrigins ?? []
}
