import type { FastifyCorsOptions, FastifyCorsOptionsDelegateCallback } from '@fastify/cors'

/** Called from shop fronts: any origin may ask. Whether a token allows the origin is decided with
 *  the token in hand, which a preflight does not carry. */
const openPaths = ['/api/v1/storefront/', '/api/v1/public/', '/trpc/storefront.', '/trpc/public.']

const exposedHeaders = [
  'x-request-id',
  'retry-after',
  'ratelimit-policy',
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'idempotent-replayed',
  'location',
]

/** Which origins may a browser call this path from? Consoles are named in the settings. */
export function corsFor(consoleOrigins: readonly string[]): FastifyCorsOptionsDelegateCallback {
  return (request, callback) => {
    const isOpen = openPaths.some((prefix) => request.url?.startsWith(prefix))
    const options: FastifyCorsOptions = {
      origin: isOpen ? true : [...consoleOrigins],
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders,
      maxAge: 600,
    }
    callback(null, options)
  }
}
