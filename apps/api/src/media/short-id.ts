import { isUuid } from '@cartwright/contract/scalars'
import { fromShortId, toShortId } from '@cartwright/platform/crypto/short-id'

/** The 22-character form of one of our ids, for the dialects that show ids in it. */
export function shortIdOf(uuid: string): string {
  const text = toShortId(uuid)
  if (text === null) throw new Error('Only UUIDs have a short form')
  return text
}

/** Which id is meant? Both forms are taken: the short one and a UUID, in either case. Null for any
 *  other text, and for a short form beyond the largest UUID. */
export function readShortId(text: string): string | null {
  return isUuid(text) ? text.toLowerCase() : fromShortId(text)
}
