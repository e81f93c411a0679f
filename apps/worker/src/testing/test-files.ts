import { text } from 'node:stream/consumers'

import type { Database } from '@cartwright/db/database'
import {
  findMedia,
  type MediaDraft,
  type MediaKey,
  type MediaRow,
} from '@cartwright/db/queries/media'
import { mediaDraftOf, type MediaStore } from '@cartwright/db/testing/test-media'
import { inTransaction } from '@cartwright/db/transaction'
import { admitMedia } from '@cartwright/db/transactions/admit-media'
import { attachProductMedia } from '@cartwright/db/transactions/attach-product-media'
import type { Storage } from '@cartwright/platform/storage/storage'

import type { Runtime } from '../runtime.ts'
import { pngOf } from './test-picture.ts'

export interface UploadedFile {
  readonly storeId: string
  readonly bytes?: Uint8Array
  readonly draft?: Partial<MediaDraft>
}

/** Puts a file into storage and its row into the database, as an upload through the API does. */
export async function addFile(
  { db, storage, clock }: Pick<Runtime, 'db' | 'storage' | 'clock'>,
  { storeId, bytes = pngOf(8, 8), draft }: UploadedFile,
): Promise<MediaKey & { readonly key: string }> {
  const now = new Date(clock.now())
  const plain = mediaDraftOf(storeId, { mimeType: 'image/png', createdAt: now, updatedAt: now })
  const row = { ...plain, sizeBytes: bytes.byteLength, ...draft }
  if (row.status !== 'pending') {
    await storage.put(row.key, bytes, { contentType: row.mimeType })
  }
  const admit = (trx: Parameters<typeof admitMedia>[0]) =>
    admitMedia(trx, { storeId, drafts: [row] })
  const admitted = await db.transaction().execute(admit)
  if (!admitted.ok) throw new Error(admitted.error.code)
  return { storeId, mediaId: row.id, key: row.key }
}

/** The row of a file that is there. */
export async function fileOf(db: Database, key: MediaKey): Promise<MediaRow> {
  const row = await findMedia(db, key)
  if (row === undefined) throw new Error('The file is gone')
  return row
}

export async function attach(
  { db, ids, clock }: Pick<Runtime, 'db' | 'ids' | 'clock'>,
  { storeId, productId }: MediaStore,
  mediaId: string,
): Promise<boolean> {
  const link = { storeId, productId, mediaId, isMain: false, sortOrder: 100 }
  const change = { ...link, newId: ids.uuidv7, now: new Date(clock.now()) }
  const attached = await inTransaction(db, (trx) => attachProductMedia(trx, change))
  return attached.ok
}

export async function keysIn(storage: Storage, prefix = 'stores/'): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of storage.list(prefix)) keys.push(key)
  return keys
}

export async function contentOf(storage: Storage, key: string): Promise<string | null> {
  const stream = await storage.get(key)
  return stream === null ? null : text(stream)
}

/** Every key that a row says is there. */
function named({ key, sizes }: MediaRow): string[] {
  return [key, ...Object.values(sizes)]
}

/** Where storage and database disagree: nothing, when all is well. */
export async function disagreements(db: Database, storage: Storage) {
  const rows = await db.selectFrom('media').selectAll().execute()
  const buried = await db.selectFrom('mediaTombstones').select('key').execute()
  const objects = new Set(await keysIn(storage))
  // What was refused was deleted; that its sender put something there again does not count.
  const kept = rows.filter(({ status, source }) => status !== 'failed' || source !== 'presigned')
  const known = new Set([...kept.flatMap(named), ...buried.map(({ key }) => key)])
  return {
    withoutObject: rows
      .filter(({ status }) => status === 'ready')
      .flatMap(named)
      .filter((key) => !objects.has(key)),
    withoutRow: [...objects].filter((key) => !known.has(key)),
  }
}

export const AGREEMENT = { withoutObject: [], withoutRow: [] }
