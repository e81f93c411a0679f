import { isIP } from 'node:net'

import ipaddr from 'ipaddr.js'

/** What has been given out as ordinary addresses; the rest of IPv6 is reserved (RFC 4291 §2.4). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/** Behind a NAT64 every IPv4-only host has such an address (RFC 6052 §2.1). */
const wellKnownNat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

const isPublicIpv6 = (text: string): boolean => {
  const address = ipaddr.IPv6.parse(text)
  if (address.isIPv4MappedAddress() || address.match(wellKnownNat64)) {
    return isPublicAddress(address.toByteArray().slice(12).join('.'))
  }
  return address.match(globalUnicast) && address.range() === 'unicast'
}

/**
 * Could anybody on the internet be behind this address, rather than this machine or its network?
 *
 * Only ordinary unicast addresses are public: not private, loopback, link-local (cloud metadata at
 * 169.254.169.254), carrier-grade NAT, multicast, documentation, benchmarking, reserved or
 * unspecified ones (the special-purpose registries of RFC 6890). An IPv4 address written as
 * IPv4-mapped or NAT64 IPv6 is judged as the IPv4 address it leads to. The tunnels 6to4 and Teredo
 * lead to whatever their inside says, and nobody serves from them: never public. Nor is text that
 * is no address, or an IPv4 address in any form but four decimal numbers.
 */
export const isPublicAddress = (text: string): boolean => {
  const version = isIP(text)
  // A zone (`fe80::1%eth0`) names an interface of this machine.
  if (version === 0 || text.includes('%')) return false
  return version === 4 ? ipaddr.IPv4.parse(text).range() === 'unicast' : isPublicIpv6(text)
}
