/** An origin as it may stand in a policy: nothing in it can end the directive. */
const plainOrigin = /^https?:\/\/[\w.:[\]-]+$/i

/** How browsers may treat the form: it loads its own two files, talks to this server, and stands
 *  in pages of the origins the store lists, or of any when it lists none. The address holds a
 *  token, so nothing of it is passed on or kept. */
export function pageHeaders(allowedOrigins: readonly string[]): Record<string, string> {
  const listed = allowedOrigins.filter((origin) => plainOrigin.test(origin))
  const ancestors = allowedOrigins.length === 0 ? '*' : ["'self'", ...listed].join(' ')
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
    'cross-origin-resource-policy': 'cross-origin',
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob: data:",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      `frame-ancestors ${ancestors}`,
    ].join('; '),
  }
}
