import { expect, test } from 'vitest'

import { fakeRandom } from '../random.ts'
import { parseSealingKey, seal, unseal } from './seal.ts'

const key = { version: 1, bytes: fakeRandom(1)(32) }
const newer = { version: 2, bytes: fakeRandom(2)(32) }

test('a sealed secret opens for the same purpose', () => {
  const sealed = seal('pässwörd', 'smtp:1', { key })
  expect(sealed).toMatch(/^v1\.[A-Za-z0-9_-]+$/)
  expect(sealed).not.toContain('pässwörd')
  expect(unseal(sealed, 'smtp:1', [key])).toBe('pässwörd')
  expect(unseal(seal('', 'smtp:1', { key }), 'smtp:1', [key])).toBe('')
})

test('the same secret is sealed differently each time', () => {
  expect(seal('a', 'p', { key })).not.toBe(seal('a', 'p', { key }))
})

test('old seals open beside a newer key, and not without their own', () => {
  const old = seal('secret', 'p', { key })
  expect(unseal(old, 'p', [newer, key])).toBe('secret')
  expect(unseal(old, 'p', [newer])).toBeNull()
})

test('another purpose, another key and any changed character are refused', () => {
  const sealed = seal('secret', 'smtp:1', { key })
  expect(unseal(sealed, 'smtp:2', [key])).toBeNull()
  expect(unseal(sealed, 'smtp:1', [{ version: 1, bytes: newer.bytes }])).toBeNull()
  for (let at = 3; at < sealed.length - 1; at += 1) {
    const wrong = sealed[at] === 'A' ? 'B' : 'A'
    const altered = sealed.slice(0, at) + wrong + sealed.slice(at + 1)
    expect(unseal(altered, 'smtp:1', [key])).toBeNull()
  }
})

test.each(['', 'v1', 'v1.', 'v1.AAAA', 'plain text', 'v1.%%%'])('%j is refused', (text) => {
  expect(unseal(text, 'p', [key])).toBeNull()
})

test('keys are read from hex and base64, and only at 32 bytes', () => {
  const bytes = Buffer.from(fakeRandom(3)(32))
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    const parsed = parseSealingKey(` ${bytes.toString(encoding)} `, 7)
    expect(parsed?.version).toBe(7)
    expect(Buffer.from(parsed?.bytes ?? []).equals(bytes)).toBe(true)
  }
  expect(parseSealingKey('')).toBeNull()
  expect(parseSealingKey(bytes.subarray(1).toString('hex'))).toBeNull()
  expect(parseSealingKey('not a key at all')).toBeNull()
})
