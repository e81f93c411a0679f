import { expect, test } from 'vitest'

import { runIsolated } from './run-isolated.ts'

const ask = (wish: number, timeoutMs = 20_000) =>
  runIsolated(new URL('./endless-thread.fixture.ts', import.meta.url), Uint8Array.of(wish), {
    timeoutMs,
    memoryMegabytes: 64,
  })

test('what the thread answers is the answer, and it knows no environment', async () => {
  expect(await ask(0)).toBe('hello')
  expect(await ask(3)).toEqual([])
})

test.each([
  ['fails', 1],
  ['wants all memory', 2],
  ['ends without a word', 4],
])('a thread that %s answers nothing and harms nobody', async (_name, wish) => {
  expect(await ask(wish)).toBeNull()
})

test('a thread that never ends is ended, while this one goes on', async () => {
  let ticks = 0
  const ticking = setInterval(() => (ticks += 1), 10)
  expect(await ask(9, 1_000)).toBeNull()
  clearInterval(ticking)
  expect(ticks).toBeGreaterThan(10)
})
