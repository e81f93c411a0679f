import { expect, test } from 'vitest'

import { watchMemory } from './watch-memory.ts'

test('memory that was given back counts as well', async () => {
  const before = process.memoryUsage().rss
  const watch = watchMemory(process.pid)
  const seen = Buffer.alloc(128 * 1024 * 1024, 1)
  expect(await watch.stop()).toBeGreaterThan(before + seen.length / 2)
})

test('a process that is not there is an error, not zero', async () => {
  await expect(watchMemory(2 ** 22 + 1).stop()).rejects.toThrow(/rss|memory/)
})
