import { setImmediate as nextTurn } from 'node:timers/promises'

import type { Database } from './database.ts'

interface Moment {
  readonly now: Date
}

interface Reading<Asked extends Moment, Found> {
  /** The same for all who ask for the same. */
  readonly keyOf: (asked: Asked) => string
  /** Reads for all at once, as of one moment; answers what was found, by key. */
  readonly readMany: (
    db: Database,
    all: { readonly asked: readonly Asked[]; readonly now: Date },
  ) => Promise<ReadonlyMap<string, Found>>
}

interface Gathering<Asked, Found> {
  readonly asked: Map<string, Asked>
  now: Date
  /** Null only while the gathering is being set up. */
  found: Promise<ReadonlyMap<string, Found>> | null
}

/** How long a read may keep the next one waiting. */
const PATIENCE_MS = 20

/** How many share a statement at most: what one answers has to fit into memory. */
const TOGETHER = 64

/** A read by key that shares its statement with all that are asked for in the same turn of the event
 *  loop, or while the statement before it is under way: under load, requests arrive together. Nobody
 *  gets an answer that was read before he asked. */
export function gatheredRead<Asked extends Moment, Found>({
  keyOf,
  readMany,
}: Reading<Asked, Found>): (db: Database, asked: Asked) => Promise<Found | undefined> {
  const gatherings = new WeakMap<Database, Gathering<Asked, Found>>()
  const underWay = new WeakMap<Database, Promise<unknown>>()

  async function send(db: Database, gathering: Gathering<Asked, Found>) {
    const before = underWay.get(db)
    await (before === undefined ? nextTurn() : settled(before))
    if (gatherings.get(db) === gathering) gatherings.delete(db)
    const reading = readMany(db, { asked: [...gathering.asked.values()], now: gathering.now })
    underWay.set(db, reading)
    try {
      return await reading
    } finally {
      if (underWay.get(db) === reading) underWay.delete(db)
    }
  }

  function begin(db: Database, now: Date): Gathering<Asked, Found> {
    const gathering: Gathering<Asked, Found> = { asked: new Map(), now, found: null }
    gatherings.set(db, gathering)
    gathering.found = send(db, gathering)
    return gathering
  }

  return async (db, asked) => {
    const gathering = gatherings.get(db) ?? begin(db, asked.now)
    const key = keyOf(asked)
    gathering.asked.set(key, asked)
    gathering.now = asked.now
    if (gathering.asked.size === TOGETHER) gatherings.delete(db)
    return (await gathering.found)?.get(key)
  }
}

/** When this has ended, well or badly; or is taking so long that it may be stuck. */
function settled(reading: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const late = setTimeout(resolve, PATIENCE_MS)
  const end = () => {
    clearTimeout(late)
    resolve()
  }
  // How it ended, its own askers hear.
  reading.then(end, end)
  return promise
}
