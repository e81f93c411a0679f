import { cacheControlOf } from '@cartwright/platform/storage/cache-control'
import type { ObjectHead } from '@cartwright/platform/storage/storage'

/** Pictures, videos and PDFs are shown; anything else is only ever saved. */
const shown = /^(?:image|video)\/|^application\/pdf$/

/** How browsers may treat a file that somebody uploaded: it is what its type says and nothing else,
 *  it runs nothing, any shop front may show it, and since a key never changes meaning it may be kept
 *  for good, once somebody has looked at it. */
export function fileHeaders(head: ObjectHead): Record<string, string> {
  const { contentType, etag } = head
  return {
    'content-type': contentType,
    etag: `"${etag}"`,
    'cache-control': cacheControlOf(head),
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'content-disposition': shown.test(contentType) ? 'inline' : 'attachment',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
  }
}
