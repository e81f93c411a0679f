import { isIP } from 'node:net'

export type Host =
  | { readonly kind: 'address'; readonly address: string }
  /** In small letters, without the dot that may end it. */
  | { readonly kind: 'name'; readonly name: string }

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/
/** Resolvers read a name that ends so as an IPv4 address (WHATWG URL, "ends in a number"). */
const number = /^(?:\d+|0x[0-9a-f]*)$/

/**
 * Is this host a name or an address? An IPv6 address may be in brackets, as in URLs. `null` for
 * everything else, above all for the other ways to write an IPv4 address: `2130706433`,
 * `0x7f000001`, `0177.0.0.1` and `127.1` are all 127.0.0.1 to some programs and names to others.
 * Names in other scripts have to be written in ASCII (`xn--…`).
 */
export const parseHost = (text: string): Host | null => {
  const bracketed = /^\[(.*)\]$/.exec(text)?.[1]
  const address = bracketed ?? text
  if (isIP(address) === 6 && !address.includes('%')) return { kind: 'address', address }
  if (bracketed !== undefined) return null
  if (isIP(text) === 4) return { kind: 'address', address: text }
  const name = text.toLowerCase().replace(/\.$/, '')
  const labels = name.split('.')
  const isName = name.length <= 253 && labels.every((part) => label.test(part))
  return isName && !number.test(labels.at(-1) ?? '') ? { kind: 'name', name } : null
}
