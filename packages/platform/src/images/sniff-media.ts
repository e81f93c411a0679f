import { fileTypeFromBuffer } from 'file-type'

import { isSvg } from './is-svg.ts'
import { isBmp } from './read-bmp.ts'

export type MediaKind = 'image' | 'video' | 'document'

export type SniffedMedia = {
  readonly kind: MediaKind
  readonly mimeType: string
  /** Without the dot, as we name files of this type. */
  readonly extension: string
}

/** How many bytes from the beginning are enough to tell; fewer when the file is shorter. */
export const sniffBytes = 8192

const accepted: Readonly<Record<string, SniffedMedia>> = Object.fromEntries(
  (
    [
      ['image', 'image/jpeg', 'jpg'],
      ['image', 'image/png', 'png'],
      ['image', 'image/gif', 'gif'],
      ['image', 'image/webp', 'webp'],
      ['image', 'image/avif', 'avif'],
      ['image', 'image/bmp', 'bmp'],
      ['video', 'video/mp4', 'mp4'],
      ['video', 'video/webm', 'webm'],
      ['video', 'video/quicktime', 'mov'],
      ['document', 'application/pdf', 'pdf'],
    ] as const
  ).map(([kind, mimeType, extension]) => [mimeType, { kind, mimeType, extension }]),
)

const svg: SniffedMedia = { kind: 'image', mimeType: 'image/svg+xml', extension: 'svg' }

// Animated PNG is PNG to everybody who reads it.
const sameAs: Readonly<Record<string, string>> = { 'image/apng': 'image/png' }

/**
 * What kind of file begins with these bytes? Decided by the bytes alone; `null` for everything the
 * library does not take, an empty file included.
 */
export const sniffMedia = async (head: Uint8Array): Promise<SniffedMedia | null> => {
  if (isSvg(head)) return svg
  const found = await fileTypeFromBuffer(head.subarray(0, sniffBytes))
  if (found === undefined) return null
  const media = accepted[sameAs[found.mime] ?? found.mime] ?? null
  // Two letters are too little to call a text a picture: "BMW parts list".
  return media?.mimeType === 'image/bmp' && !isBmp(head) ? null : media
}
