import { expect, test } from 'vitest'

import { residentMemory } from './resident-memory.ts'

test('the memory of this very process is what Node says it is', async () => {
  const measured = await residentMemory(process.pid)
  expect(measured / process.memoryUsage.rss()).toBeCloseTo(1, 0)
})

test('a process that is not there has none', async () => {
  await expect(residentMemory(2 ** 30)).rejects.toThrow(/ps|memory/)
})
