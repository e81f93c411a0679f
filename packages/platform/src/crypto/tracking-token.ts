import type { RandomBytes } from '../random.ts'
import { randomBase62, systemRandom } from '../random.ts'
import { fromShortId, toShortId } from './short-id.ts'

const secretLength = 24

/**
 * What lets whoever holds it follow one order: `trk_`, the store's short id, and 24 random
 * characters that nobody can guess. The store is in it because the page that reads it knows no
 * other way to find the shop. Throws when the store's id is no UUID.
 */
export const createTrackingToken = (
  storeId: string,
  random: RandomBytes = systemRandom,
): string => {
  const store = toShortId(storeId)
  if (store === null) throw new TypeError('A store id is a UUID')
  return `trk_${store}${randomBase62(secretLength, random)}`
}

/** Which store would this token be of? `null` for anything that is no tracking token. */
export const storeOfTrackingToken = (token: string): string | null => {
  const match = /^trk_([0-9A-Za-z]{22})[0-9A-Za-z]{24}$/.exec(token)
  return match?.[1] === undefined ? null : fromShortId(match[1])
}
