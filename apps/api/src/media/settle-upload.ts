import { buffer } from 'node:stream/consumers'

import type { Database } from '@cartwright/db/database'
import type { MediaRow } from '@cartwright/db/queries/media'
import { inTransaction } from '@cartwright/db/transaction'
import { settleMedia, type UploadOutcome } from '@cartwright/db/transactions/settle-media'
import { judgeUpload } from '@cartwright/domain/media/judge-upload'
import { dimensionBytes, readDimensions } from '@cartwright/platform/images/read-dimensions'
import { sanitiseSvg, svgBytesLimit } from '@cartwright/platform/images/sanitise-svg'
import { sniffMedia } from '@cartwright/platform/images/sniff-media'
import type { Storage } from '@cartwright/platform/storage/storage'

import { orUnavailable } from './or-unavailable.ts'
import { MAX_FILE_BYTES } from './receive-files.ts'

export interface SettlingTools {
  readonly db: Database
  readonly storage: Storage
  readonly now: Date
}

/** Looks whether a file that was to go straight to storage has come, and decides once and for all
 *  whether it is what was announced. A row that does not wait, or whose file is not there yet or was
 *  replaced while it was looked at, comes back as it is; undefined when it is gone meanwhile. Fails with
 *  `unavailable`. Talks to storage: never in a transaction. */
export async function settleUpload(
  { db, storage, now }: SettlingTools,
  row: MediaRow,
): Promise<MediaRow | undefined> {
  if (row.status !== 'pending') return row
  const outcome = await orUnavailable(judgeObject(storage, row))
  if (outcome === null) return row
  const settlement = { storeId: row.storeId, mediaId: row.id, outcome, now }
  return inTransaction(db, (trx) => settleMedia(trx, settlement))
}

/** Null while there is nothing to judge: not come yet, or replaced by something else meanwhile. What is
 *  ready may be kept by whoever has it. */
async function judgeObject(storage: Storage, row: MediaRow): Promise<UploadOutcome | null> {
  const head = await storage.head(row.key)
  if (head === null) return null
  const bytes = await read(storage, row.key, Math.min(head.sizeBytes, dimensionBytes))
  const sniffed = await sniffMedia(bytes)
  const judgement = judgeUpload({
    declaredType: row.mimeType,
    declaredSizeBytes: row.declaredSizeBytes,
    maxBytes: MAX_FILE_BYTES,
    sizeBytes: head.sizeBytes,
    sniffed,
  })
  if (judgement.verdict === 'reject') return { status: 'failed', failure: judgement.reason }
  if (sniffed === null) return { status: 'failed', failure: 'unsupported' }
  const { kind, mimeType } = sniffed
  if (mimeType === 'image/svg+xml') return cleanSvg(storage, row, head.sizeBytes)
  if (!(await storage.settle(row.key, head.etag))) return null
  const { width, height } = readDimensions(bytes, mimeType) ?? { width: null, height: null }
  const facts = { kind, mimeType, sizeBytes: head.sizeBytes, sha256: null, width, height }
  return { status: 'ready', facts }
}

/** An SVG is a program: what was put is replaced by what of it is only a picture. */
async function cleanSvg(
  storage: Storage,
  { key }: MediaRow,
  sizeBytes: number,
): Promise<UploadOutcome> {
  if (sizeBytes > svgBytesLimit) return { status: 'failed', failure: 'too_large' }
  const clean = sanitiseSvg(await read(storage, key, sizeBytes))
  if (clean === null) return { status: 'failed', failure: 'unsupported' }
  const mimeType = 'image/svg+xml'
  const stored = await storage.put(key, clean, { contentType: mimeType })
  const { width, height } = readDimensions(clean, mimeType) ?? { width: null, height: null }
  const { sha256 } = stored
  const facts = { kind: 'image' as const, mimeType, sizeBytes: stored.sizeBytes, sha256 }
  return { status: 'ready', facts: { ...facts, width, height } }
}

/** The first bytes of an object; none when it is empty, or was deleted a moment ago. */
async function read(storage: Storage, key: string, sizeBytes: number): Promise<Buffer> {
  if (sizeBytes === 0) return Buffer.alloc(0)
  const stream = await storage.get(key, { start: 0, end: sizeBytes - 1 })
  return stream === null ? Buffer.alloc(0) : buffer(stream)
}
