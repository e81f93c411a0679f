import { expect, test } from 'vitest'

import { fakeClock, systemClock } from './clock.ts'

test('a fake clock stands still until it is moved', () => {
  const clock = fakeClock(1000)
  expect(clock.now()).toBe(1000)
  expect(clock.now()).toBe(1000)
  clock.advance(250)
  expect(clock.now()).toBe(1250)
  clock.set(7)
  expect(clock.now()).toBe(7)
})

test('the system clock tells milliseconds since the epoch', () => {
  const before = Date.now()
  const now = systemClock.now()
  expect(now).toBeGreaterThanOrEqual(before)
  expect(now).toBeLessThanOrEqual(Date.now())
})
