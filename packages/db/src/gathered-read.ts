import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'

import type { Database } from './database.ts'

interface Asked {
  readonly key: string
  readonly now: Date
}

interface Gathering<Found> {
  readonly keys: Set<string>
  now: Date
  /** Null only while the gathering is being set up. */
  found: Promise<ReadonlyMap<string, Found>> | null
}

/** Reads many keys at once, as of a moment. */
type ReadMany<Found> = (
  db: Database,
  asked: { readonly keys: readonly string[]; readonly now: Date },
) => Promise<ReadonlyMap<string, Found>>

/** How long a read may keep the next one waiting. */
const PATIENCE_MS = 20

/** A read by key that shares its statement with all that are asked for in the same turn of the event
 *  loop, or while the statement before it is under way: under load, requests arrive together. Nobody
 *  gets an answer that was read before he asked. */
export function gatheredRead<Found>(
  readMany: ReadMany<Found>,
): (db: Database, asked: Asked) => Promise<Found | undefined> {
  const gatherings = new WeakMap<Database, Gathering<Found>>()
  const underWay = new WeakMap<Database, Promise<unknown>>()

  async function send(db: Database, gathering: Gathering<Found>) {
    const before = underWay.get(db)
    await (before === undefined ? nextTurn() : settled(before))
    gatherings.delete(db)
    const reading = readMany(db, { keys: [...gathering.keys], now: gathering.now })
    underWay.set(db, reading)
    try {
      return await reading
    } finally {
      if (underWay.get(db) === reading) underWay.delete(db)
    }
  }

  function begin(db: Database, now: Date): Gathering<Found> {
    const gathering: Gathering<Found> = { keys: new Set(), now, found: null }
    gatherings.set(db, gathering)
    gathering.found = send(db, gathering)
    return gathering
  }

  return async (db, { key, now }) => {
    const gathering = gatherings.get(db) ?? begin(db, now)
    gathering.keys.add(key)
    gathering.now = now
    return (await gathering.found)?.get(key)
  }
}

/** When this has ended, well or badly; or is taking so long that it may be stuck. */
async function settled(reading: Promise<unknown>): Promise<void> {
  const enough = new AbortController()
  const late = delay(PATIENCE_MS, null, { signal: enough.signal }).catch(() => null)
  try {
    await Promise.race([reading, late])
  } catch {
    // Its own askers hear of it.
  } finally {
    enough.abort()
  }
}
