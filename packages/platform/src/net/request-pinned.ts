import * as http from 'node:http'
import * as https from 'node:https'
import { isIP } from 'node:net'

import { FetchError } from './fetch-error.ts'

export type PinnedRequest = {
  readonly url: URL
  /** The name or address to speak of, in TLS and in headers. */
  readonly host: string
  /** Where to connect, whatever the name means by now. */
  readonly address: string
  readonly connectTimeoutMs: number
  /** Ends everything, also while the body is read. */
  readonly signal: AbortSignal
}

const options = ({ host, address, signal }: PinnedRequest): https.RequestOptions => ({
  hostname: host,
  signal,
  // A connection of its own, without the proxies that the environment may name.
  agent: false,
  maxHeaderSize: 16 * 1024,
  headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Cartwright' },
  lookup: (_name, { all }, callback) => {
    const family = isIP(address)
    if (all === true) callback(null, [{ address, family }])
    else callback(null, address, family)
  },
})

/**
 * One GET to one address: no second look-up, no redirect followed, no cookie or credential sent,
 * nothing decompressed. Answers as soon as the headers are there; throws `FetchError` (`timeout`,
 * `broken`).
 */
export const requestPinned = (terms: PinnedRequest): Promise<http.IncomingMessage> =>
  new Promise((resolve, reject) => {
    const { url, connectTimeoutMs, signal } = terms
    const isSecure = url.protocol === 'https:'
    const request = (isSecure ? https : http).request(url, options(terms), resolve)
    const fail = (cause: unknown): void =>
      reject(
        cause instanceof FetchError
          ? cause
          : new FetchError(signal.aborted ? 'timeout' : 'broken', { cause }),
      )
    const timer = setTimeout(() => request.destroy(new FetchError('timeout')), connectTimeoutMs)
    const connected = (): void => clearTimeout(timer)
    request.on('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', connected))
    request.on('close', () => {
      connected()
      // An answer that switches protocols is neither a response nor an error.
      fail(null)
    })
    // Stays after the answer: what fails then is told by the body.
    request.on('error', fail)
    request.end()
  })
