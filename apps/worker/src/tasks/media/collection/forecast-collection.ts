import { listTombstones } from '@cartwright/db/queries/due-tombstones'
import {
  findCollectableFiles,
  findOverdueUploads,
  findStoreSlugs,
} from '@cartwright/db/queries/media-collection'
import { UPLOAD_WAIT_MS } from '@cartwright/domain/media/collection-times'

import type { Runtime } from '../../../runtime.ts'
import { findUnknownObjects } from './find-unknown-objects.ts'
import { walk } from './walk.ts'

/** One thing that a collection would delete now. */
export interface ForecastEntry {
  readonly kind: 'overdue upload' | 'unused file' | 'deleted object' | 'unknown object'
  /** The slug of its store; of one that is gone, what its key or row calls it. */
  readonly store: string
  readonly key: string
  readonly sizeBytes: number
}

export type CollectionTools = Pick<Runtime, 'db' | 'storage' | 'clock'>

/** What would a collection delete if it ran now? Looks at everything and changes nothing. An overdue
 *  upload whose object has come after all is taken, not deleted, and so is none of these. Copies of
 *  files that are collected are not counted. */
export async function* forecastCollection(tools: CollectionTools): AsyncIterable<ForecastEntry> {
  const { db, storage, clock } = tools
  const slugs = await findStoreSlugs(db)
  const called = (storeId: string) => slugs.get(storeId) ?? storeId
  yield* forecastUploads(tools, called)
  const now = new Date(clock.now())
  const collectable = walk(
    (page) => findCollectableFiles(db, now, page),
    ({ id }) => id,
  )
  for await (const { storeId, key, sizeBytes } of collectable) {
    yield { kind: 'unused file', store: called(storeId), key, sizeBytes }
  }
  const buried = walk(
    (page) => listTombstones(db, page),
    ({ key }) => key,
  )
  for await (const { storeId, key } of buried) {
    yield { kind: 'deleted object', store: called(storeId), key, sizeBytes: 0 }
  }
  for await (const { key, sizeBytes } of findUnknownObjects({ db, storage }, clock.now())) {
    yield { kind: 'unknown object', store: called(key.split('/')[1] ?? ''), key, sizeBytes }
  }
}

async function* forecastUploads(
  { db, storage, clock }: CollectionTools,
  called: (storeId: string) => string,
): AsyncIterable<ForecastEntry> {
  const before = new Date(clock.now() - UPLOAD_WAIT_MS)
  const overdue = walk(
    (page) => findOverdueUploads(db, before, page),
    ({ id }) => id,
  )
  for await (const { storeId, key } of overdue) {
    if ((await storage.head(key)) !== null) continue
    yield { kind: 'overdue upload', store: called(storeId), key, sizeBytes: 0 }
  }
}
