import { expect, test } from 'vitest'

import { fakeHostResolver, type FakeAnswer } from './fake-host-resolver.ts'
import { resolvePublicHost } from './resolve-public-host.ts'

const publicV4 = '93.184.215.14'
const publicV6 = '2606:4700:4700::1111'

const resolve = (
  answer: FakeAnswer,
  terms: { mayBePrivate?: boolean; timeoutMs?: number } = {},
) => {
  const resolver = fakeHostResolver()
  resolver.answer('mail.example', answer)
  return resolvePublicHost('mail.example', { resolver, ...terms })
}

test('a name whose answers are all public is its first address', async () => {
  expect(await resolve([publicV6, publicV4])).toEqual({
    kind: 'resolved',
    host: 'mail.example',
    address: publicV6,
  })
})

test.each([
  ['first', '127.0.0.1', publicV4],
  ['last', publicV4, publicV6, '169.254.169.254'],
  ['alone', '10.0.0.7'],
  ['in IPv6', publicV4, '::ffff:192.168.0.1'],
])('one private answer refuses the name (%s)', async (_, ...answers) => {
  expect(await resolve(answers)).toEqual({ kind: 'refused', reason: 'private' })
})

test.each(['2130706433', '0x7f000001', '0177.0.0.1', '127.1', 'a b', '', 'mail.example:25'])(
  'the odd host %j is refused and nobody is asked, private or not',
  async (host) => {
    const resolver = fakeHostResolver()
    for (const mayBePrivate of [false, true]) {
      const refused = { kind: 'refused', reason: 'malformed' }
      expect(await resolvePublicHost(host, { resolver, mayBePrivate })).toEqual(refused)
    }
    expect(resolver.asked).toEqual([])
  },
)

test('an address is itself if it is public, and nobody is asked', async () => {
  const resolver = fakeHostResolver()
  const resolved = { kind: 'resolved', host: publicV6, address: publicV6 }
  expect(await resolvePublicHost(`[${publicV6}]`, { resolver })).toEqual(resolved)
  const refused = { kind: 'refused', reason: 'private' }
  expect(await resolvePublicHost('127.0.0.1', { resolver })).toEqual(refused)
  expect(await resolvePublicHost('[::1]', { resolver })).toEqual(refused)
  expect(resolver.asked).toEqual([])
})

test('private answers are taken when they may be', async () => {
  expect(await resolve(['127.0.0.1', publicV4], { mayBePrivate: true })).toEqual({
    kind: 'resolved',
    host: 'mail.example',
    address: '127.0.0.1',
  })
})

test('a name is asked for once, in its plain form', async () => {
  const resolver = fakeHostResolver()
  resolver.answer('mail.example', [publicV4], ['127.0.0.1'])
  const resolved = await resolvePublicHost('Mail.Example.', { resolver })
  expect(resolved).toMatchObject({ host: 'mail.example', address: publicV4 })
  expect(resolver.asked).toEqual(['mail.example'])
})

test.each([
  ['that does not exist', [], 'not_found'],
  ['while name servers fail', 'fails', 'no_answer'],
  ['while name servers are silent', 'hangs', 'no_answer'],
] as const)('a name %s is not refused, it is unresolved', async (_, answer, reason) => {
  expect(await resolve(answer, { timeoutMs: 20 })).toEqual({ kind: 'unresolved', reason })
})
