import { isUuid } from '@cartwright/contract/scalars'
import { findEmbedOrigins } from '@cartwright/db/queries/embed-origins'
import type { FastifyCorsOptions, FastifyCorsOptionsDelegatePromise } from '@fastify/cors'
import type { FastifyRequest } from 'fastify'

import type { Runtime } from '../runtime.ts'

/** Called from shop fronts: any origin may ask. Whether a token allows the origin is decided with
 *  the token in hand, which a preflight does not carry. A presigned upload is its own permission. */
const openPaths = ['/api/v1/storefront/', '/api/v1/public/', '/files/signed']
const openOperations = ['storefront.', 'public.']

/** Called from servers alone. */
const serverPaths = ['/v1/embed/', '/dashboard/']

const shared = {
  methods: 'GET, POST, PUT, PATCH, DELETE',
  exposedHeaders:
    'x-request-id, retry-after, ratelimit-policy, ratelimit-limit, ratelimit-remaining, ratelimit-reset, idempotent-replayed, location',
  maxAge: 600,
  strictPreflight: false,
} satisfies FastifyCorsOptions

const refused = { origin: false } satisfies FastifyCorsOptions

/** Which origins may a browser call this path from? Consoles are named in the settings; the pages an
 *  embedded form may stand on, by the store whose form it is. */
export function corsFor(runtime: Pick<Runtime, 'db' | 'settings'>) {
  const open = { ...shared, origin: true }
  const closed = { ...shared, origin: [...runtime.settings.consoleOrigins] }
  const delegate: FastifyCorsOptionsDelegatePromise = async (request) => {
    const [path = ''] = request.url.split('?')
    const sessionId = formSession(path)
    if (sessionId !== null) return corsOfForm(runtime, request, sessionId)
    if (isOneOf(path, serverPaths)) return refused
    return isOpen(path) ? open : closed
  }
  return delegate
}

/** Of which embed session is this a form's route? Null when it is none. */
function formSession(path: string): string | null {
  return /^\/v1\/embed\/form-submit\/([^/]+)/.exec(path)?.[1] ?? null
}

async function corsOfForm(
  { db }: Pick<Runtime, 'db'>,
  { headers: { origin } }: FastifyRequest,
  sessionId: string,
): Promise<FastifyCorsOptions> {
  if (origin === undefined || !isUuid(sessionId)) return refused
  const allowed = await findEmbedOrigins(db, sessionId)
  return allowed.includes(origin) ? { ...shared, methods: 'POST', origin } : refused
}

function isOpen(path: string): boolean {
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
