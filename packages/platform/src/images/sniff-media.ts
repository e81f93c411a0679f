import { fileTypeFromBuffer } from 'file-type'

import { isSvg } from './is-svg.ts'
import { type MediaType, mediaTypeOf } from './media-type.ts'
import { isBmp } from './read-bmp.ts'

export type SniffedMedia = MediaType

/** How many bytes from the beginning are enough to tell; fewer when the file is shorter. */
export const sniffBytes = 8192

/**
 * What kind of file begins with these bytes? Decided by the bytes alone; `null` for everything the
 * library does not take, an empty file included.
 */
export const sniffMedia = async (head: Uint8Array): Promise<SniffedMedia | null> => {
  if (isSvg(head)) return mediaTypeOf('image/svg+xml')
  const found = await fileTypeFromBuffer(head.subarray(0, sniffBytes))
  if (found === undefined) return null
  const media = mediaTypeOf(found.mime)
  // Two letters are too little to call a text a picture: "BMW parts list".
  return media?.mimeType === 'image/bmp' && !isBmp(head) ? null : media
}
