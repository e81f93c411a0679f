import { isIP } from 'node:net'

import { FetchError } from './fetch-error.ts'

const maxLength = 2048

const parse = (text: string, base: URL | null): URL => {
  const url = text.length <= maxLength ? URL.parse(text, base?.href) : null
  if (url === null) throw new FetchError('malformed_url')
  return url
}

/**
 * The URL to fetch, if this text, read from `base` when it is relative, may be one: http or https,
 * an allowed port, no credentials. `http://134744072/` is refused though URLs may be written so:
 * whoever does has something to hide. Throws `FetchError` (`malformed_url`, `scheme`, `port`).
 */
export const parseFetchUrl = (
  text: string,
  base: URL | null,
  allowedPorts: readonly number[],
): URL => {
  const url = parse(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new FetchError('scheme')
  if (url.username !== '' || url.password !== '') throw new FetchError('malformed_url')
  const isOwnWay = url.host === base?.host || text.includes(`//${url.hostname}`)
  if (isIP(url.hostname) === 4 && !isOwnWay) throw new FetchError('malformed_url')
  const defaultPort = url.protocol === 'https:' ? 443 : 80
  const port = url.port === '' ? defaultPort : Number(url.port)
  if (!allowedPorts.includes(port)) throw new FetchError('port')
  url.hash = ''
  return url
}
