import { expect, test } from 'vitest'

import { parseHost } from './parse-host.ts'

test.each([
  ['mail.example.com', 'mail.example.com'],
  ['MAIL.Example.COM.', 'mail.example.com'],
  ['localhost', 'localhost'],
  ['3com.example', '3com.example'],
  ['1.2.3.example', '1.2.3.example'],
  ['xn--tpferei-n4a.example', 'xn--tpferei-n4a.example'],
  [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
])('%s is a name', (text, name) => {
  expect(parseHost(text)).toEqual({ kind: 'name', name })
})

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['93.184.215.14', '93.184.215.14'],
  ['2606:4700::1111', '2606:4700::1111'],
  ['[::1]', '::1'],
])('%s is an address', (text, address) => {
  expect(parseHost(text)).toEqual({ kind: 'address', address })
})

test.each([
  ['another way to write an IPv4 address', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1'],
  ['an IPv4 address with parts missing', '127.1', '127.0.1', '127.0.0.1.', '1.2.3.4.5'],
  ['an IPv4 address with too much in it', '127.0.0.01', '256.1.1.1', '127.0.0.0x1', '[127.0.0.1]'],
  ['a name that ends in a number', 'example.1', 'example.0x', 'example.0X7F'],
  ['a zone of this machine', 'fe80::1%eth0', '[fe80::1%25eth0]'],
  ['empty, or has an empty part', '', '.', 'a..b', '.example', 'example..', '[]'],
  ['too long', 'a'.repeat(64), `${'a.'.repeat(127)}aa`],
  ['more than a host', 'example.com:25', 'user@example.com', 'example.com/x', 'http://a.example'],
  ['other characters', 'a b', 'a_b', '-a.example', 'a-.example', 'töpferei.example', 'a\n', 'a%00'],
])('what is %s is no host', (_, ...texts) => {
  expect(texts.filter((text) => parseHost(text) !== null)).toEqual([])
})
