export interface Recent<Value> {
  readonly get: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
}

/** Remembers the `size` keys that were set last, and never more than twice as many. In two halves, of
 *  which the older is dropped whole: to move a key within one map leaves a hole there, and whoever
 *  asks for the oldest key then walks over all holes. */
export function recent<Value>(size: number): Recent<Value> {
  let young = new Map<string, Value>()
  let old = new Map<string, Value>()
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set: (key, value) => {
      if (young.size >= size) {
        old = young
        young = new Map()
      }
      young.set(key, value)
    },
  }
}
