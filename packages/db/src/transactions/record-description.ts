import { derivativeKeys } from '@cartwright/domain/media/derivative-keys'

import type { Transaction } from '../database.ts'
import { raiseIssue } from '../queries/issues.ts'
import { buryFiles, buryObjects } from '../queries/media-tombstones.ts'
import { lockMedia, type MediaKey, type MediaRow } from '../queries/media.ts'

/** What the worker learnt of a file by reading all of it. */
export type MediaFacts = Pick<
  MediaRow,
  'sizeBytes' | 'width' | 'height' | 'placeholder' | 'pageCount' | 'durationMs' | 'sizes'
> & { readonly sha256: string }

export type Description =
  | { readonly kind: 'described'; readonly facts: MediaFacts }
  /** A picture that cannot be shown. The original is kept if it was uploaded through us, since then
   *  nobody can put something else in its place. */
  | { readonly kind: 'unusable'; readonly failure: string; readonly sha256: string }
  /** Something else was put in its place; it must not stay. */
  | { readonly kind: 'refused'; readonly failure: string }
  | { readonly kind: 'lost' }

export interface RecordedDescription extends MediaKey {
  readonly key: string
  readonly description: Description
  readonly newId: () => string
  readonly now: Date
}

/** Writes down what became of a file's description. The copies of a file that was deleted or refused
 *  meanwhile are deleted again; what another run found out first about the same bytes stands. */
export async function recordDescription(
  trx: Transaction,
  recorded: RecordedDescription,
): Promise<void> {
  const { storeId, mediaId, key, description, now } = recorded
  const row = await lockMedia(trx, { storeId, mediaId })
  if (row === undefined) return buryFiles(trx, { storeId, keys: [key], now })
  if (row.status !== 'ready') return buryObjects(trx, { storeId, keys: derivativeKeys(key), now })
  if (description.kind === 'described') return describe(trx, recorded, description.facts)
  if (!wasDescribed(row, description)) await fail(trx, recorded, row)
}

/** Has another run described the very bytes that this one could not? */
function wasDescribed(row: MediaRow, description: Description): boolean {
  return (
    description.kind === 'unusable' && row.processedAt !== null && row.sha256 === description.sha256
  )
}

/** Copies of a larger picture that stood here before are no longer named by the row, and found by
 *  the sweep of objects that no row knows. */
async function describe(
  trx: Transaction,
  { storeId, mediaId, now }: RecordedDescription,
  facts: MediaFacts,
): Promise<void> {
  await trx
    .updateTable('media')
    .set({ ...facts, processedAt: now })
    .where('storeId', '=', storeId)
    .where('id', '=', mediaId)
    .execute()
}

async function fail(
  trx: Transaction,
  { storeId, mediaId, key, description, newId, now }: RecordedDescription,
  row: MediaRow,
): Promise<void> {
  const failure = 'failure' in description ? description.failure : 'lost'
  const isKept = description.kind === 'unusable' && row.source !== 'presigned'
  // What is not there takes no room.
  const room = isKept ? {} : { sizeBytes: 0 }
  await trx
    .updateTable('media')
    .set({ status: 'failed', failure, sizes: {}, processedAt: now, updatedAt: now, ...room })
    .where('storeId', '=', storeId)
    .where('id', '=', mediaId)
    .execute()
  const keys = isKept ? [] : [key]
  await buryObjects(trx, { storeId, keys: [...keys, ...derivativeKeys(key)], now })
  const subject = { type: 'media', id: mediaId }
  const about = { storeId, id: newId(), subject, detail: failure, now }
  if (description.kind === 'lost') {
    const title = `“${row.filename}” is missing in storage`
    return raiseIssue(trx, { ...about, kind: 'media_lost', severity: 'critical', title })
  }
  const title = `“${row.filename}” cannot be shown`
  return raiseIssue(trx, { ...about, kind: 'media_failed', severity: 'warning', title })
}
