import type { MediaRow } from '@cartwright/db/queries/media'
import { judgeUpload } from '@cartwright/domain/media/judge-upload'
import { sanitiseSvg } from '@cartwright/platform/images/sanitise-svg'
import { type SniffedMedia, sniffBytes, sniffMedia } from '@cartwright/platform/images/sniff-media'
import type { Storage } from '@cartwright/platform/storage/storage'
import { StorageError } from '@cartwright/platform/storage/storage-error'

import { MAX_FILE_BYTES, type ReadObject, readObject } from './read-object.ts'

export type InspectedUpload =
  | { readonly kind: 'accepted'; readonly bytes: Uint8Array; readonly sniffed: SniffedMedia }
  | { readonly kind: 'refused'; readonly failure: string }
  | { readonly kind: 'absent' }

/** Is what somebody put into storage by itself what was announced? An SVG is a program: what of it
 *  is only a picture takes its place. From then on whoever has what was accepted may keep it. Fails,
 *  to be tried again, when something else took its place meanwhile. */
export async function inspectUpload(storage: Storage, row: MediaRow): Promise<InspectedUpload> {
  const object = await readObject(storage, row.key)
  if (object.kind === 'absent') return object
  const sniffed = await sniff(object)
  const judged = judgeUpload({
    declaredType: row.mimeType,
    declaredSizeBytes: row.declaredSizeBytes,
    maxBytes: MAX_FILE_BYTES,
    sizeBytes: object.kind === 'read' ? object.bytes.byteLength : object.sizeBytes,
    sniffed,
  })
  if (judged.verdict === 'reject') return { kind: 'refused', failure: judged.reason }
  if (object.kind !== 'read' || sniffed === null) return { kind: 'refused', failure: 'unsupported' }
  const { bytes, etag } = object
  const { mimeType } = sniffed
  const clean = mimeType === 'image/svg+xml' ? sanitiseSvg(bytes) : bytes
  if (clean === null) return { kind: 'refused', failure: 'unsupported' }
  if (bytes.equals(clean)) await settle(storage, row.key, etag)
  else await storage.put(row.key, clean, { contentType: mimeType })
  return { kind: 'accepted', bytes: clean, sniffed }
}

async function settle(storage: Storage, key: string, etag: string): Promise<void> {
  if (await storage.settle(key, etag)) return
  throw new StorageError('interrupted', 'An object was replaced while it was looked at')
}

async function sniff(object: ReadObject): Promise<SniffedMedia | null> {
  return object.kind === 'read' ? sniffMedia(object.bytes.subarray(0, sniffBytes)) : null
}
