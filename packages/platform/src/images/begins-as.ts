import { isBmp } from './read-bmp.ts'

const beginnings: Readonly<Record<string, RegExp>> = {
  'image/jpeg': /^\xff\xd8\xff/,
  'image/png': /^\x89PNG\r\n/,
  'image/gif': /^GIF8[79]a/,
  'image/webp': /^RIFF[^]{4}WEBP/,
  'image/avif': /^[^]{4}ftyp/,
  'video/mp4': /^[^]{4}ftyp/,
  'video/quicktime': /^[^]{4}(?:ftyp|moov|mdat|wide|free)/,
  'video/webm': /^[^]\x45\xdf\xa3/,
  'application/pdf': /^%PDF-\d/,
}

/**
 * Is the very first byte where a file of this type begins? Detection skips what may stand before,
 * such as a byte order mark or the tags of a song, and readers of PDF look for its mark further on:
 * room for a file that is two things at once.
 */
export const beginsAs = (head: Uint8Array, mimeType: string): boolean =>
  // Two letters are too little to call a text a picture: "BMW parts list".
  mimeType === 'image/bmp'
    ? isBmp(head)
    : (beginnings[mimeType]?.test(Buffer.from(head.subarray(0, 16)).toString('latin1')) ?? false)
