import type { Database } from '../database.ts'

/** Was a file under this key looked at and accepted or refused? Keys are unique in all stores. */
export async function isUploadSettled(db: Database, key: string): Promise<boolean> {
  const row = await db
    .selectFrom('media')
    .select('id')
    .where('key', '=', key)
    .where('status', '<>', 'pending')
    .executeTakeFirst()
  return row !== undefined
}
