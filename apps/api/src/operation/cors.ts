import type { FastifyCorsOptions, FastifyCorsOptionsDelegateCallback } from '@fastify/cors'

/** Called from shop fronts: any origin may ask. Whether a token allows the origin is decided with
 *  the token in hand, which a preflight does not carry. */
const openPaths = ['/api/v1/storefront/', '/api/v1/public/']
const openOperations = ['storefront.', 'public.']

const shared = {
  methods: 'GET, POST, PUT, PATCH, DELETE',
  exposedHeaders:
    'x-request-id, retry-after, ratelimit-policy, ratelimit-limit, ratelimit-remaining, ratelimit-reset, idempotent-replayed, location',
  maxAge: 600,
  strictPreflight: false,
} satisfies FastifyCorsOptions

/** Which origins may a browser call this path from? Consoles are named in the settings. */
export function corsFor(consoleOrigins: readonly string[]): FastifyCorsOptionsDelegateCallback {
  const open = { ...shared, origin: true }
  const closed = { ...shared, origin: [...consoleOrigins] }
  return (request, callback) => callback(null, isOpen(request.url ?? '') ? open : closed)
}

function isOpen(url: string): boolean {
  const [path = ''] = url.split('?')
  if (path.startsWith('/trpc/'))
    return operationsIn(path).every((id) => isOneOf(id, openOperations))
  return isOneOf(path, openPaths)
}

/** A batch names all its operations in the path: it is as closed as the most closed of them. */
function operationsIn(path: string): readonly string[] {
  try {
    return decodeURIComponent(path.slice('/trpc/'.length)).split(',')
  } catch {
    return ['']
  }
}

function isOneOf(text: string, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => text.startsWith(prefix))
}
