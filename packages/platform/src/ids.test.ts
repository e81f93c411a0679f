import { expect, test } from 'vitest'

import { fakeClock } from './clock.ts'
import { createIds, fakeIds, systemIds } from './ids.ts'
import { fakeRandom } from './random.ts'

const timeOf = (uuid: string): number => Number.parseInt(uuid.replaceAll('-', '').slice(0, 12), 16)

test('a uuid has version 7, the RFC variant and the time in its first 48 bits', () => {
  const clock = fakeClock(0x017f22e279b0)
  const uuid = fakeIds(1, clock).uuidv7()
  expect(uuid).toMatch(/^017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('ids of one millisecond rise, and keep rising when the counter overflows', () => {
  const clock = fakeClock(1_700_000_000_000)
  const ids = createIds({ clock, random: fakeRandom(9) })
  const made = Array.from({ length: 10_000 }, () => ids.uuidv7())
  expect(made).toEqual([...made].sort())
  expect(new Set(made).size).toBe(made.length)
  expect(timeOf(made.at(-1) ?? '')).toBeGreaterThan(clock.now())
})

test('a clock set back does not make an id sort earlier', () => {
  const clock = fakeClock(5_000_000)
  const ids = createIds({ clock, random: fakeRandom(2) })
  const before = ids.uuidv7()
  clock.advance(-60_000)
  const after = ids.uuidv7()
  expect(after > before).toBe(true)
  clock.advance(120_000)
  expect(timeOf(ids.uuidv7())).toBe(clock.now())
})

test('cart ids have their published shape', () => {
  expect(systemIds.cartId()).toMatch(/^cart_[0-9a-f]{16}$/)
  expect(systemIds.cartId()).not.toBe(systemIds.cartId())
})

test('fake ids repeat for the same seed', () => {
  expect(fakeIds(4).uuidv7()).toBe(fakeIds(4).uuidv7())
  expect(fakeIds(4).cartId()).not.toBe(fakeIds(5).cartId())
})
