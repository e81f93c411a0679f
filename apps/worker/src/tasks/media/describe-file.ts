import type { MediaRow } from '@cartwright/db/queries/media'
import type { Description, MediaFacts } from '@cartwright/db/transactions/record-description'
import { sha256Hex } from '@cartwright/platform/crypto/sha256'
import { countPages } from '@cartwright/platform/documents/count-pages'
import { ImageError } from '@cartwright/platform/images/image-error'
import { pictureOf } from '@cartwright/platform/images/picture-process'
import type { Storage } from '@cartwright/platform/storage/storage'
import { readDuration } from '@cartwright/platform/videos/read-duration'

import { inspectUpload } from './inspect-upload.ts'
import { readObject } from './read-object.ts'
import { storeCopies } from './store-copies.ts'

/** Reads a file whole and finds out all there is to know of it; the copies of a picture are stored
 *  on the way. Null when it was described before and has not changed. Throws `StorageError`. */
export async function describeFile(storage: Storage, row: MediaRow): Promise<Description | null> {
  const found = await readFile(storage, row)
  if (!(found instanceof Uint8Array)) return found
  const sha256 = sha256Hex(found)
  if (row.processedAt !== null && row.sha256 === sha256) return null
  try {
    const facts = { ...UNKNOWN, sizeBytes: found.byteLength, sha256 }
    const described = { ...facts, ...(await factsOf(storage, row, found)) }
    return { kind: 'described', facts: described }
  } catch (error) {
    if (!(error instanceof ImageError)) throw error
    return { kind: 'unusable', failure: error.fault, sha256 }
  }
}

/** What came through the API was checked on its way in; what somebody put into storage by itself is
 *  checked here, also once more when its address no longer takes anything. */
async function readFile(storage: Storage, row: MediaRow): Promise<Uint8Array | Description> {
  if (row.source === 'presigned') {
    const inspected = await inspectUpload(storage, row)
    if (inspected.kind === 'accepted') return inspected.bytes
    return inspected.kind === 'absent' ? { kind: 'lost' } : inspected
  }
  const object = await readObject(storage, row.key)
  if (object.kind === 'read') return object.bytes
  return object.kind === 'absent' ? { kind: 'lost' } : { kind: 'refused', failure: 'too_large' }
}

type Facts = Omit<MediaFacts, 'sizeBytes' | 'sha256'>

const UNKNOWN: Facts = {
  width: null,
  height: null,
  placeholder: null,
  pageCount: null,
  durationMs: null,
  sizes: {},
}

async function factsOf(
  storage: Storage,
  { key, kind }: MediaRow,
  bytes: Uint8Array,
): Promise<Partial<Facts>> {
  switch (kind) {
    case 'image': {
      const { width, height, placeholder, copies } = await pictureOf(bytes)
      const sizes = await storeCopies(storage, key, copies)
      return { width, height, placeholder, sizes }
    }
    case 'document':
      return { pageCount: await countPages(bytes) }
    case 'video':
      return { durationMs: await readDuration(bytes) }
  }
}
