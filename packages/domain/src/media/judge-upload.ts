export interface UploadFacts {
  /** What the sender announced, as a MIME type; null when it announced nothing. */
  readonly declaredType: string | null
  /** At most so many bytes were announced; null when nothing was. */
  readonly declaredSizeBytes: number | null
  readonly maxBytes: number
  /** What storage says. */
  readonly sizeBytes: number
  /** What the first bytes say; null for a file of no kind that is taken. */
  readonly sniffed: { readonly kind: string; readonly mimeType: string } | null
}

export type UploadFault = 'empty' | 'too_large' | 'unsupported' | 'kind_mismatch' | 'type_mismatch'

export type UploadVerdict =
  | { readonly verdict: 'accept' }
  | { readonly verdict: 'reject'; readonly reason: UploadFault }

/**
 * Is the object that a sender put into storage by itself what was announced? Storage tells callers
 * the announced type with the object, so the bytes must be of exactly that type: a PNG announced as
 * `image/png` is taken, one announced as `image/jpeg` is not. MP4 and QuickTime are one container
 * under two names, which senders confuse.
 */
export function judgeUpload(facts: UploadFacts): UploadVerdict {
  const reason = faultOf(facts)
  return reason === null ? { verdict: 'accept' } : { verdict: 'reject', reason }
}

function faultOf(facts: UploadFacts): UploadFault | null {
  const { sizeBytes, maxBytes, declaredSizeBytes, sniffed } = facts
  if (sizeBytes === 0) return 'empty'
  if (sizeBytes > Math.min(maxBytes, declaredSizeBytes ?? maxBytes)) return 'too_large'
  if (sniffed === null) return 'unsupported'
  const declared = plainType(facts.declaredType)
  if (declared === null) return null
  if (kindOf(declared) !== sniffed.kind) return 'kind_mismatch'
  return sameType(declared, sniffed.mimeType) ? null : 'type_mismatch'
}

/** Other names under which senders know the types that sniffing tells. */
const synonyms: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/apng': 'image/png',
  'image/x-ms-bmp': 'image/bmp',
}

/** The type without parameters, in lower case; null when it says nothing. */
function plainType(declared: string | null): string | null {
  const type = declared?.toLowerCase().split(';')[0]?.trim() ?? ''
  if (type === '' || type === 'application/octet-stream') return null
  return synonyms[type] ?? type
}

function kindOf(type: string): string | null {
  if (type === 'application/pdf') return 'document'
  const [family] = type.split('/')
  return family === 'image' || family === 'video' ? family : null
}

const container = new Set(['video/mp4', 'video/quicktime'])

function sameType(declared: string, found: string): boolean {
  return declared === found || (container.has(declared) && container.has(found))
}
