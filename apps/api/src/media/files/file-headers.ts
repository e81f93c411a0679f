import type { ObjectHead } from '@cartwright/platform/storage/storage'

const YEAR_SECONDS = 31_536_000

/** Pictures, videos and PDFs are shown; anything else is only ever saved. */
const shown = /^(?:image|video)\/|^application\/pdf$/

/** How browsers may treat a file that somebody uploaded: it is what its type says and nothing else,
 *  it runs nothing, any shop front may show it, and since a key never changes meaning it may be kept
 *  for good. */
export function fileHeaders({ contentType, etag }: ObjectHead): Record<string, string> {
  return {
    'content-type': contentType,
    etag: `"${etag}"`,
    'cache-control': `public, max-age=${YEAR_SECONDS}, immutable`,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'content-disposition': shown.test(contentType) ? 'inline' : 'attachment',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  }
}
