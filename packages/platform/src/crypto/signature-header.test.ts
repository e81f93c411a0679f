import { expect, test } from 'vitest'

import { signHeader, verifyHeader } from './signature-header.ts'

const nowMs = 1_767_323_045_678
const rawBody = '{"amount":1999}'
const header = signHeader({ rawBody, secrets: ['first'], nowMs })

test('a signed body is accepted, text or bytes', () => {
  expect(header).toMatch(/^t=1767323045,v1=[0-9a-f]{64}$/)
  expect(verifyHeader({ header, rawBody, secrets: ['first'], nowMs })).toBe(true)
  expect(verifyHeader({ header, rawBody: Buffer.from(rawBody), secrets: ['first'], nowMs })).toBe(
    true,
  )
})

test('the signature is the published HMAC', () => {
  expect(signHeader({ rawBody: 'hello', secrets: ['key'], nowMs: 1000 })).toBe(
    't=1,v1=9233658ef5e21fe59dba8abb099c978547d7626f87090a6a585c26a2a98a91f8',
  )
})

test('either of two secrets is accepted during a rotation', () => {
  expect(verifyHeader({ header, rawBody, secrets: ['second', 'first'], nowMs })).toBe(true)
  const both = signHeader({ rawBody, secrets: ['old', 'new'], nowMs })
  expect(verifyHeader({ header: both, rawBody, secrets: ['new'], nowMs })).toBe(true)
})

const shifted = (shiftS: number): boolean =>
  verifyHeader({ header, rawBody, secrets: ['first'], nowMs: nowMs + shiftS * 1000 })

test('300 seconds either way are tolerated, 301 are not', () => {
  expect(shifted(300)).toBe(true)
  expect(shifted(-300)).toBe(true)
  expect(shifted(301)).toBe(false)
  expect(shifted(-301)).toBe(false)
})

test('another body, another secret, no secret and an empty secret are refused', () => {
  expect(verifyHeader({ header, rawBody: `${rawBody} `, secrets: ['first'], nowMs })).toBe(false)
  expect(verifyHeader({ header, rawBody, secrets: ['other'], nowMs })).toBe(false)
  expect(verifyHeader({ header, rawBody, secrets: [], nowMs })).toBe(false)
  const empty = signHeader({ rawBody, secrets: [''], nowMs })
  expect(verifyHeader({ header: empty, rawBody, secrets: [''], nowMs })).toBe(false)
})

test('a time changed after signing is refused', () => {
  const later = header.replace('t=1767323045', 't=1767323046')
  expect(verifyHeader({ header: later, rawBody, secrets: ['first'], nowMs })).toBe(false)
})

test.each(['', 't=', 'v1=', 't=1767323045', 'garbage', 't=x,v1=y', 't=1,v1=', 'a'.repeat(5000)])(
  'malformed header %j is refused',
  (malformed) => {
    expect(verifyHeader({ header: malformed, rawBody, secrets: ['first'], nowMs })).toBe(false)
  },
)
