import { expect, test } from 'vitest'

import { clientAddress, parseTrustedProxies } from './client-address.ts'

const proxies = (...ranges: string[]) => {
  const parsed = parseTrustedProxies(ranges)
  if (parsed === null) throw new Error('ranges are unreadable')
  return parsed
}

const none = proxies()
const inner = proxies('10.0.0.0/8', '::1', 'fd00::/8')

test.each([
  ['a header from a stranger is ignored', '203.0.113.9', '198.51.100.1', none, '203.0.113.9'],
  ['a trusted peer is believed', '10.1.2.3', '198.51.100.1', inner, '198.51.100.1'],
  ['what the client prepended is not', '10.1.2.3', '6.6.6.6, 198.51.100.1', inner, '198.51.100.1'],
  ['inner proxies are skipped', '::1', '198.51.100.1, 10.9.9.9', inner, '198.51.100.1'],
  ['no header: the peer', '10.1.2.3', undefined, inner, '10.1.2.3'],
  ['only proxies: the furthest of them', '10.1.2.3', '10.0.0.7', inner, '10.0.0.7'],
  ['a mapped address is its IPv4', '::ffff:10.1.2.3', '198.51.100.1', inner, '198.51.100.1'],
  ['a mapped client too', '::FFFF:203.0.113.9', undefined, none, '203.0.113.9'],
  ['rubbish ends the walk', '10.1.2.3', 'unknown', inner, '10.1.2.3'],
  ['ports and brackets are removed', 'fd00::5', '[2001:DB8::1]:443', inner, '2001:db8::1'],
  ['an IPv4 port is removed', '10.1.2.3', '198.51.100.1:5555', inner, '198.51.100.1'],
])('%s', (...[, socket, header, trusted, expected]) => {
  expect(clientAddress(socket, header, trusted)).toBe(expected)
})

test.each(['10.0.0.0/33', 'example.com', '10.0.0.0/', '10.0.0.0/8/8', '', 'fd00::/129'])(
  'the range %j is refused',
  (range) => {
    expect(parseTrustedProxies([range])).toBeNull()
  },
)
