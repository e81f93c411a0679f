import { setTimeout } from 'node:timers/promises'

import type { HostResolver } from './host-resolver.ts'
import { parseHost } from './parse-host.ts'
import { isPublicAddress } from './public-address.ts'

export type ResolveTerms = {
  readonly resolver: HostResolver
  /** 5 seconds by default. */
  readonly timeoutMs?: number
  /** Takes addresses of this machine and its network too; odd hosts stay refused. */
  readonly mayBePrivate?: boolean
}

export type ResolvedHost =
  /** `host` is the name to speak of (TLS, headers), `address` where to connect: no second look-up. */
  | { readonly kind: 'resolved'; readonly host: string; readonly address: string }
  /** Must never be connected to, as it is. */
  | { readonly kind: 'refused'; readonly reason: 'malformed' | 'private' }
  /** Nobody to connect to now; it may be otherwise later. */
  | { readonly kind: 'unresolved'; readonly reason: 'not_found' | 'no_answer' }

const answersFor = async (
  name: string,
  { resolver, timeoutMs = 5_000 }: ResolveTerms,
): Promise<readonly string[] | null> => {
  const answered = new AbortController()
  const late = setTimeout(timeoutMs, null, { signal: answered.signal }).catch(() => null)
  try {
    return await Promise.race([resolver.addressesOf(name), late])
  } catch {
    return null
  } finally {
    answered.abort()
  }
}

/**
 * Where to connect for a host that somebody else named, so that the connection cannot lead inside
 * our own network. The name is looked up once and *every* answer must be public: whoever owns a
 * name can mix a private address among its answers, or answer otherwise the next time. Connect to
 * the address returned, never to the name again.
 *
 * `mail.example` → `{ kind: 'resolved', host: 'mail.example', address: '93.184.215.14' }`
 */
export const resolvePublicHost = async (
  host: string,
  terms: ResolveTerms,
): Promise<ResolvedHost> => {
  const { mayBePrivate = false } = terms
  const parsed = parseHost(host)
  if (parsed === null) return { kind: 'refused', reason: 'malformed' }
  const isName = parsed.kind === 'name'
  const answers = isName ? await answersFor(parsed.name, terms) : [parsed.address]
  if (answers === null) return { kind: 'unresolved', reason: 'no_answer' }
  const [address] = answers
  if (address === undefined) return { kind: 'unresolved', reason: 'not_found' }
  if (!mayBePrivate && !answers.every(isPublicAddress)) {
    return { kind: 'refused', reason: 'private' }
  }
  return { kind: 'resolved', host: isName ? parsed.name : address, address }
}
