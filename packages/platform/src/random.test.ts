import { expect, test } from 'vitest'

import { fakeRandom, randomBase62, randomHex } from './random.ts'

test('hex has exactly the digits asked for', () => {
  for (const digits of [1, 6, 7, 16, 64]) {
    expect(randomHex(digits)).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`))
  }
})

test('base62 never uses a byte that would favour some characters', () => {
  const served = [250, 0, 255, 61, 248, 62]
  const text = randomBase62(3, (size) => Uint8Array.from(served.splice(0, size)))
  expect(text).toBe('0z0')
})

test('base62 characters are equally likely', () => {
  const counts = new Map<string, number>()
  for (const character of randomBase62(62_000, fakeRandom(3))) {
    counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  expect(counts.size).toBe(62)
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan(830)
    expect(count).toBeLessThan(1170)
  }
})

test('a seed always gives the same bytes, another seed others', () => {
  expect(randomHex(32, fakeRandom(5))).toBe(randomHex(32, fakeRandom(5)))
  expect(randomHex(32, fakeRandom(5))).not.toBe(randomHex(32, fakeRandom(6)))
})

test('two system draws differ', () => {
  expect(randomBase62(32)).not.toBe(randomBase62(32))
})
