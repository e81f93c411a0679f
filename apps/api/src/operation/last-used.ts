import type { Database } from '@cartwright/db/database'
import { touchCredentials, type UsedCredential } from '@cartwright/db/queries/last-used'

/** Remembers which keys and tokens were used. Writing it down happens later and in bulk, so that a
 *  read stays a read. */
export interface LastUsed {
  readonly record: (credential: UsedCredential) => void
  /** Writes down what was recorded since the last time. */
  readonly flush: () => Promise<void>
}

export function rememberLastUsed(db: Database, now: () => number): LastUsed {
  let used = new Map<string, UsedCredential & { at: Date }>()
  return {
    record: (credential) => {
      used.set(credential.id, { ...credential, at: new Date(now()) })
    },
    flush: async () => {
      const batch = [...used.values()]
      used = new Map()
      if (batch.length > 0) await touchCredentials(db, batch)
    },
  }
}
