import type { CryptoKey } from 'jose'

/** A key removed from the database is trusted no longer than this. */
const MAX_AGE_MS = 10 * 60_000
/** Made-up key ids cost at most one query in this time. */
const COOL_DOWN_MS = 1_000

export type KeysById = ReadonlyMap<string, CryptoKey>

export interface VerificationKeys {
  /** The public key with this id, from memory when it is known; null when there is none. */
  readonly find: (keyId: string) => Promise<CryptoKey | null>
  /** This process just signed with the key, so it exists: its look-up need not wait. */
  readonly announce: (keyId: string) => void
}

interface KeySource {
  readonly load: () => Promise<KeysById>
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

/** Public keys kept in memory, so that verifying a token needs no query. A key id never seen is
 *  looked up, once a second at most; concurrent look-ups share one. Throws what `load` throws. */
export function createVerificationKeys({ load, now }: KeySource): VerificationKeys {
  let keys: KeysById = new Map()
  let loadedAtMs = Number.NEGATIVE_INFINITY
  let loading: Promise<void> | null = null

  async function replace(): Promise<void> {
    try {
      keys = await load()
      loadedAtMs = now()
    } finally {
      loading = null
    }
  }

  return {
    async find(keyId) {
      // Absolute, because a clock that was set back must not stop the look-ups.
      const ageMs = Math.abs(now() - loadedAtMs)
      const limitMs = keys.has(keyId) ? MAX_AGE_MS : COOL_DOWN_MS
      if (ageMs >= limitMs) {
        loading ??= replace()
        await loading
      }
      return keys.get(keyId) ?? null
    },
    announce(keyId) {
      if (!keys.has(keyId)) loadedAtMs = Number.NEGATIVE_INFINITY
    },
  }
}
