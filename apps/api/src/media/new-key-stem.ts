import type { Ids } from '@cartwright/platform/ids'

/** Where a new file of a store goes, without the extension that its type will give it: nobody can
 *  guess it, and nothing that a sender said is in it. */
export function newKeyStem(storeId: string, ids: Pick<Ids, 'randomHex'>): string {
  return `stores/${storeId}/media/${ids.randomHex(32)}`
}
