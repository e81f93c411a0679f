import { BlockList, isIP } from 'node:net'

export type TrustedProxies = {
  readonly list: BlockList
}

const mappedPrefix = '::ffff:'

/** `::ffff:10.0.0.1` is how a dual-stack socket spells `10.0.0.1`; both are one address here. */
const plainAddress = (text: string): string | null => {
  const trimmed = text.trim()
  const lower = trimmed.toLowerCase()
  const unmapped = lower.startsWith(mappedPrefix) ? lower.slice(mappedPrefix.length) : lower
  if (isIP(unmapped) === 4) return unmapped
  if (isIP(lower) === 6) return lower
  return null
}

const addRange = (list: BlockList, range: string): boolean => {
  const [network = '', bits, ...rest] = range.split('/')
  const version = isIP(network)
  if (version === 0 || rest.length > 0) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (bits === undefined) {
    list.addAddress(network, family)
    return true
  }
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > (version === 4 ? 32 : 128)) return false
  list.addSubnet(network, Number(bits), family)
  return true
}

/**
 * The proxies whose word about the client is taken: addresses and CIDR ranges such as
 * `10.0.0.0/8` or `fd00::/8`. `null` when one of them is neither.
 */
export const parseTrustedProxies = (ranges: readonly string[]): TrustedProxies | null => {
  const list = new BlockList()
  return ranges.every((range) => addRange(list, range.trim())) ? { list } : null
}

const trusts = (proxies: TrustedProxies, address: string): boolean =>
  proxies.list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')

/** Proxies write IPv6 with brackets and either kind with a port: `[::1]:443`, `10.0.0.1:80`. */
const withoutPort = (text: string): string => {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)
  if (bracketed !== null) return bracketed[1] ?? ''
  return text.replace(/^([\d.]+):\d{1,5}$/, '$1')
}

/**
 * Who is at the other end? The socket's address, unless that is a trusted proxy: then the
 * right-most entry of `x-forwarded-for` that is not itself a trusted proxy, because everything left
 * of it could have been written by the client. An unreadable entry ends the walk.
 */
export const clientAddress = (
  socketAddress: string,
  forwardedFor: string | undefined,
  proxies: TrustedProxies,
): string => {
  let known = plainAddress(socketAddress)
  if (known === null) return socketAddress
  if (forwardedFor === undefined) return known
  for (const entry of forwardedFor.split(',').reverse()) {
    if (!trusts(proxies, known)) return known
    const next = plainAddress(withoutPort(entry.trim()))
    if (next === null) return known
    known = next
  }
  return known
}
