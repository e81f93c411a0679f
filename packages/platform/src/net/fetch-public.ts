import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'

import { FetchError } from './fetch-error.ts'
import type { HostResolver } from './host-resolver.ts'
import { parseFetchUrl } from './parse-fetch-url.ts'
import { requestPinned } from './request-pinned.ts'
import { resolvePublicHost } from './resolve-public-host.ts'

export type FetchTerms = {
  readonly resolver: HostResolver
  /** Of the body; one byte more is `too_large`. */
  readonly maxBytes: number
  /** 80 and 443 by default. */
  readonly allowedPorts?: readonly number[]
  /** Which URLs may lead inside our own network; none by default. */
  readonly mayBePrivate?: (url: URL) => boolean
  /** To look up one host, and again to connect to it: 3 seconds by default. */
  readonly connectTimeoutMs?: number
  /** From the call to the last byte, redirects included: 15 seconds by default. */
  readonly totalTimeoutMs?: number
  /** 3 by default. */
  readonly maxRedirects?: number
}

export type FetchedFile = {
  /** Fails with `FetchError` (`too_large`, `timeout`, `broken`). Destroy it when it is not read. */
  readonly stream: Readable
  /** As declared, in small letters and without parameters; nothing to believe. */
  readonly contentType: string | null
  /** As declared, in bytes. */
  readonly contentLength: number | null
  /** Where it was found after all redirects. */
  readonly finalUrl: string
}

const redirects = new Set([301, 302, 303, 307, 308])

const endOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new FetchError('timeout')), { once: true })
  })

const connect = async (
  url: URL,
  terms: FetchTerms,
  signal: AbortSignal,
): Promise<IncomingMessage> => {
  const { resolver, connectTimeoutMs = 3_000, mayBePrivate } = terms
  const resolving = resolvePublicHost(url.hostname, {
    resolver,
    timeoutMs: connectTimeoutMs,
    mayBePrivate: mayBePrivate?.(url) ?? false,
  })
  const resolved = await Promise.race([resolving, endOf(signal)])
  switch (resolved.kind) {
    case 'refused':
      throw new FetchError(resolved.reason === 'private' ? 'private' : 'malformed_url')
    case 'unresolved':
      throw new FetchError('unresolved')
    case 'resolved':
      return await requestPinned({ ...resolved, url, connectTimeoutMs, signal })
  }
}

const follow = async (text: string, terms: FetchTerms, signal: AbortSignal) => {
  const { allowedPorts = [80, 443], maxRedirects = 3 } = terms
  let url = parseFetchUrl(text, null, allowedPorts)
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const response = await connect(url, terms, signal)
    const { statusCode: status = 0 } = response
    if (status === 200) return { response, url }
    const { location } = response.headers
    response.on('error', () => undefined).destroy()
    if (!redirects.has(status) || location === undefined) throw new FetchError('status', { status })
    url = parseFetchUrl(location, url, allowedPorts)
  }
  throw new FetchError('too_many_redirects')
}

async function* counted(response: IncomingMessage, maxBytes: number, signal: AbortSignal) {
  let bytes = 0
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk)) throw new FetchError('broken')
      bytes += chunk.length
      if (bytes > maxBytes) throw new FetchError('too_large')
      yield chunk
    }
  } catch (cause) {
    if (cause instanceof FetchError) throw cause
    throw new FetchError(signal.aborted ? 'timeout' : 'broken', { cause })
  }
}

const lengthOf = ({ headers }: IncomingMessage): number | null => {
  const text = headers['content-length'] ?? ''
  return /^\d{1,15}$/.test(text) ? Number(text) : null
}

/**
 * The file behind a URL that somebody else named, without letting them reach our own network
 * (OWASP, Server-Side Request Forgery Prevention): only http and https, only to public addresses,
 * connected to the very address that was checked, every redirect judged anew. Nothing that could
 * identify us is sent, nothing is decompressed, and size and time are bounded while the body is
 * read. Throws `FetchError`, whose `reason` says why; so does the stream.
 */
export const fetchPublic = async (text: string, terms: FetchTerms): Promise<FetchedFile> => {
  const { maxBytes, totalTimeoutMs = 15_000 } = terms
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), totalTimeoutMs)
  try {
    const { response, url } = await follow(text, terms, deadline.signal)
    const contentLength = lengthOf(response)
    const stream = Readable.from(counted(response, maxBytes, deadline.signal), {
      objectMode: false,
    })
    stream.once('close', () => {
      clearTimeout(timer)
      response.on('error', () => undefined).destroy()
    })
    if (contentLength !== null && contentLength > maxBytes) {
      stream.destroy()
      throw new FetchError('too_large')
    }
    const declared = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
    return { stream, contentType: declared ?? null, contentLength, finalUrl: url.href }
  } catch (error) {
    clearTimeout(timer)
    throw error
  }
}
