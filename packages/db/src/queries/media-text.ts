import type { Database } from '../database.ts'
import type { MediaKey, MediaRow } from './media.ts'

export interface MediaText extends MediaKey {
  /** Kept as it is when absent. */
  readonly filename?: string | undefined
  /** Kept as it is when absent; null: none. */
  readonly alt?: string | null | undefined
  readonly now: Date
}

/** Changes what a file is called and how it is described. Undefined when the store has no such
 *  file. */
export function updateMediaText(
  db: Database,
  { storeId, mediaId, filename, alt, now }: MediaText,
): Promise<MediaRow | undefined> {
  return db
    .updateTable('media')
    .set({
      ...(filename !== undefined && { filename }),
      ...(alt !== undefined && { alt }),
      updatedAt: now,
    })
    .where('storeId', '=', storeId)
    .where('id', '=', mediaId)
    .returningAll()
    .executeTakeFirst()
}
