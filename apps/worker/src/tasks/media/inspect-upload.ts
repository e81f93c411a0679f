import type { MediaRow } from '@cartwright/db/queries/media'
import { judgeUpload } from '@cartwright/domain/media/judge-upload'
import { sanitiseSvg } from '@cartwright/platform/images/sanitise-svg'
import { type SniffedMedia, sniffBytes, sniffMedia } from '@cartwright/platform/images/sniff-media'
import type { Storage } from '@cartwright/platform/storage/storage'

import { MAX_FILE_BYTES, type ReadObject, readObject } from './read-object.ts'

export type InspectedUpload =
  | { readonly kind: 'accepted'; readonly bytes: Uint8Array; readonly sniffed: SniffedMedia }
  | { readonly kind: 'refused'; readonly failure: string }
  | { readonly kind: 'absent' }

/** Is what somebody put into storage by itself what was announced? An SVG is a program: what of it
 *  is only a picture takes its place. */
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
  const { bytes } = object
  if (sniffed.mimeType !== 'image/svg+xml') return { kind: 'accepted', bytes, sniffed }
  const clean = sanitiseSvg(bytes)
  if (clean === null) return { kind: 'refused', failure: 'unsupported' }
  if (!bytes.equals(clean)) await storage.put(row.key, clean, { contentType: sniffed.mimeType })
  return { kind: 'accepted', bytes: clean, sniffed }
}

async function sniff(object: ReadObject): Promise<SniffedMedia | null> {
  return object.kind === 'read' ? sniffMedia(object.bytes.subarray(0, sniffBytes)) : null
}
