import type { MediaRow } from '@cartwright/db/queries/media'
import { findOverdueUploads } from '@cartwright/db/queries/media-collection'
import { inTransaction } from '@cartwright/db/transaction'
import { forgetUpload } from '@cartwright/db/transactions/forget-upload'
import { settleMedia } from '@cartwright/db/transactions/settle-media'
import { UPLOAD_WAIT_MS } from '@cartwright/domain/media/collection-times'

import type { Runtime } from '../../../runtime.ts'
import { inspectUpload } from '../inspect-upload.ts'
import { walk } from './walk.ts'

/** Ends the waiting for uploads announced a day ago: their object is looked for once more, and what
 *  never came is forgotten. Answers how many were forgotten. */
export async function settleOverdueUploads(runtime: Runtime): Promise<number> {
  const { db, clock } = runtime
  const before = new Date(clock.now() - UPLOAD_WAIT_MS)
  let forgotten = 0
  for await (const row of walk(
    (page) => findOverdueUploads(db, before, page),
    ({ id }) => id,
  )) {
    if (await settle(runtime, row)) forgotten += 1
  }
  return forgotten
}

async function settle({ db, storage, clock }: Runtime, row: MediaRow): Promise<boolean> {
  const inspected = await inspectUpload(storage, row)
  const now = new Date(clock.now())
  const key = { storeId: row.storeId, mediaId: row.id, now }
  if (inspected.kind === 'absent') return inTransaction(db, (trx) => forgetUpload(trx, key))
  const outcome =
    inspected.kind === 'refused'
      ? { status: 'failed' as const, failure: inspected.failure }
      : { status: 'ready' as const, facts: { ...UNDESCRIBED, ...factsOf(inspected) } }
  await inTransaction(db, (trx) => settleMedia(trx, { ...key, outcome }))
  return false
}

/** The job that settling enqueues finds out the rest. */
const UNDESCRIBED = { sha256: null, width: null, height: null }

function factsOf({ bytes, sniffed }: InspectedFile) {
  return { kind: sniffed.kind, mimeType: sniffed.mimeType, sizeBytes: bytes.byteLength }
}

type InspectedFile = Extract<Awaited<ReturnType<typeof inspectUpload>>, { kind: 'accepted' }>
