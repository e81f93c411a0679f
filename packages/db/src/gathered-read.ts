import { setImmediate as nextTurn } from 'node:timers/promises'

import type { Database } from './database.ts'

interface Asked {
  readonly key: string
  readonly now: Date
}

interface Gathering<Found> {
  readonly keys: Set<string>
  now: Date
  readonly found: Promise<ReadonlyMap<string, Found>>
}

/** Reads many keys at once, as of a moment. */
type ReadMany<Found> = (
  db: Database,
  asked: { readonly keys: readonly string[]; readonly now: Date },
) => Promise<ReadonlyMap<string, Found>>

/** A read by key that shares its statement with all that are asked for in the same turn of the event
 *  loop: under load, requests arrive together. Nobody gets an answer that was read before he asked. */
export function gatheredRead<Found>(
  readMany: ReadMany<Found>,
): (db: Database, asked: Asked) => Promise<Found | undefined> {
  const gatherings = new WeakMap<Database, Gathering<Found>>()

  function begin(db: Database, now: Date): Gathering<Found> {
    const keys = new Set<string>()
    const found = nextTurn().then(() => {
      gatherings.delete(db)
      return readMany(db, { keys: [...keys], now: gathering.now })
    })
    const gathering: Gathering<Found> = { keys, now, found }
    gatherings.set(db, gathering)
    return gathering
  }

  return async (db, { key, now }) => {
    const gathering = gatherings.get(db) ?? begin(db, now)
    gathering.keys.add(key)
    gathering.now = now
    return (await gathering.found).get(key)
  }
}
