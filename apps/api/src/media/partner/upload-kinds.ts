import type { MediaPurpose } from '@cartwright/contract/resources/media'

interface UploadKind {
  /** The part of the storage key that tells what the file is for. */
  readonly folder: 'products' | 'categories' | 'videos'
  readonly purpose: MediaPurpose
  /** The types that may be announced, with the extension of each. */
  readonly extensions: Readonly<Record<string, string>>
}

const images = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
  'image/bmp': 'bmp',
}

const videos = { 'video/mp4': 'mp4', 'video/webm': 'webm', 'video/quicktime': 'mov' }

/** What partners may upload. */
export const uploadKinds = {
  PRODUCT_IMAGE: { folder: 'products', purpose: 'product', extensions: images },
  PRODUCT_VIDEO: { folder: 'videos', purpose: 'product', extensions: videos },
  CATEGORY_IMAGE: { folder: 'categories', purpose: 'collection', extensions: images },
} as const satisfies Record<string, UploadKind>

export type UploadKindName = keyof typeof uploadKinds

/** Which extension does a file of this announced type get? Null when this kind of upload does not
 *  take the type. */
export function extensionOf(kind: UploadKindName, contentType: string): string | null {
  const { extensions }: UploadKind = uploadKinds[kind]
  return Object.hasOwn(extensions, contentType) ? (extensions[contentType] ?? null) : null
}
