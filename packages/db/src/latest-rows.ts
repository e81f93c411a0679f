import { isDeepStrictEqual } from 'node:util'

export interface LatestRows<Row extends object> {
  /** Takes down what was read for these keys, and answers it: an equal row as the object it was the
   *  last time. */
  readonly learn: (
    keys: readonly string[],
    read: ReadonlyMap<string, Row>,
  ) => ReadonlyMap<string, Row>
  /** What was read last for this key: a guess, since it may have changed. */
  readonly recall: (key: string) => Row | undefined
}

/** Remembers what was read last for each of at most `limit` keys. As long as a row does not change it
 *  stays the same object, so whoever acted on a guess sees by identity whether it was right. */
export function latestRows<Row extends object>(limit: number): LatestRows<Row> {
  const latest = new Map<string, Row>()

  function learnOne(key: string, row: Row | undefined): Row | undefined {
    const known = latest.get(key)
    if (row !== undefined && isDeepStrictEqual(known, row)) return known
    latest.delete(key)
    if (row === undefined) return undefined
    const [longestKnown] = latest.keys()
    if (latest.size >= limit && longestKnown !== undefined) latest.delete(longestKnown)
    latest.set(key, row)
    return row
  }

  return {
    learn: (keys, read) => {
      const learnt = new Map<string, Row>()
      for (const key of keys) {
        const row = learnOne(key, read.get(key))
        if (row !== undefined) learnt.set(key, row)
      }
      return learnt
    },
    recall: (key) => latest.get(key),
  }
}
