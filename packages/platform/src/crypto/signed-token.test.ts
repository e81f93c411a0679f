import { expect, test } from 'vitest'

import { signToken, verifyToken } from './signed-token.ts'

const key = { secret: 'a secret', purpose: 'order-link' }

test('the payload of a signed token comes back', () => {
  const payload = JSON.stringify({ order: 'CC-2026-20288C', note: 'grüße' })
  const token = signToken(payload, key)
  expect(token).toMatch(/^[A-Za-z0-9_.-]+$/)
  expect(verifyToken(token, key)).toBe(payload)
})

test('another purpose, another secret and no secret are refused', () => {
  const token = signToken('42', key)
  expect(verifyToken(token, { ...key, purpose: 'unsubscribe' })).toBeNull()
  expect(verifyToken(token, { ...key, secret: 'another' })).toBeNull()
  expect(verifyToken(signToken('42', { ...key, secret: '' }), { ...key, secret: '' })).toBeNull()
})

test('a changed payload and malformed text are refused', () => {
  const [, signature] = signToken('42', key).split('.')
  const forged = `${Buffer.from('43').toString('base64url')}.${signature}`
  for (const text of [forged, '', '.', 'abc', `${forged}.x`, `a.${'b'.repeat(43)}`]) {
    expect(verifyToken(text, key)).toBeNull()
  }
})
