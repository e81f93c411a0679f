import { text } from 'node:stream/consumers'

import type { Storage } from '../storage.ts'

/** An object as text; `null` when there is none. */
export const read = async (storage: Storage, key: string): Promise<string | null> => {
  const stream = await storage.get(key)
  return stream === null ? null : await text(stream)
}
