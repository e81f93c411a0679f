import { expect, test } from 'vitest'

import { fakeRandom, randomBase62, randomHex, systemRandom } from './random.ts'

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

test('no byte of the system is handed out twice, however many are asked for', () => {
  const draws = [1, 16, 4096, 4097, 10, 5000].flatMap((size) =>
    Array.from({ length: 300 }, () => systemRandom(size)),
  )
  const tails = draws.filter((bytes) => bytes.length >= 10).map((bytes) => bytes.slice(-10).join())
  expect(new Set(tails).size).toBe(tails.length)
  expect(draws.map((bytes) => bytes.length)).toEqual(
    [1, 16, 4096, 4097, 10, 5000].flatMap((size) => Array.from({ length: 300 }, () => size)),
  )
})

test('a draw stays as it was after later ones', () => {
  const first = systemRandom(16)
  const copy = first.slice()
  for (let draw = 0; draw < 1000; draw += 1) systemRandom(16)
  expect(first).toEqual(copy)
})
