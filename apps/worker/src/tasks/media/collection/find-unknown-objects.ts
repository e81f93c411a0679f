import type { Database } from '@cartwright/db/database'
import { findUnknownKeys } from '@cartwright/db/queries/unknown-objects'
import { UNKNOWN_OBJECT_MS } from '@cartwright/domain/media/collection-times'
import { keyPrefixes } from '@cartwright/platform/storage/key-prefixes'
import type { ListedObject, Storage } from '@cartwright/platform/storage/storage'

/** Where the library keeps files, and nothing else does. */
const places = [
  { prefix: keyPrefixes.library, pattern: /^stores\/[^/]+\/media\/./ },
  { prefix: keyPrefixes.partners, pattern: /^shops\/[^/]+\/(?:products|categories|videos)\/./ },
  { prefix: keyPrefixes.forms, pattern: /^embed-uploads\/[^/]+\/[^/]+\/./ },
]

const BATCH = 500

/** Objects that no row knows, and that are too old for their row to be still on its way. In batches
 *  of at most 500: memory does not grow with what storage holds. */
export async function* findUnknownObjects(
  { db, storage }: { readonly db: Database; readonly storage: Storage },
  now: number,
): AsyncIterable<ListedObject> {
  for (const { prefix, pattern } of places) {
    let batch: ListedObject[] = []
    for await (const object of storage.list(prefix)) {
      if (object.modifiedAt > now - UNKNOWN_OBJECT_MS || !pattern.test(object.key)) continue
      batch.push(object)
      if (batch.length < BATCH) continue
      yield* await unknownOf(db, batch)
      batch = []
    }
    yield* await unknownOf(db, batch)
  }
}

async function unknownOf(db: Database, objects: readonly ListedObject[]): Promise<ListedObject[]> {
  const unknown = new Set(
    await findUnknownKeys(
      db,
      objects.map(({ key }) => key),
    ),
  )
  return objects.filter(({ key }) => unknown.has(key))
}
