import { fileTypeFromBuffer } from 'file-type'

import { beginsAs } from './begins-as.ts'
import { isSvg } from './is-svg.ts'
import { type MediaType, mediaTypeOf } from './media-type.ts'

export type SniffedMedia = MediaType

/** How many bytes from the beginning are enough to tell; fewer when the file is shorter. */
export const sniffBytes = 8192

/**
 * What kind of file begins with these bytes, at the first of them? Decided by the bytes alone; `null`
 * for everything the library does not take, an empty file included. A GIF that is a script as well
 * is a GIF: it has to be served as one, with `X-Content-Type-Options: nosniff`.
 */
export const sniffMedia = async (head: Uint8Array): Promise<SniffedMedia | null> => {
  if (isSvg(head)) return mediaTypeOf('image/svg+xml')
  const found = await fileTypeFromBuffer(head.subarray(0, sniffBytes))
  if (found === undefined) return null
  const media = mediaTypeOf(found.mime)
  return media !== null && beginsAs(head, media.mimeType) ? media : null
}
