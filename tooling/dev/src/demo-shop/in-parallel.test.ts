import { setImmediate as turn } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { inParallel } from './in-parallel.ts'

test('results keep the order of the items, and no more than the limit run at once', async () => {
  let running = 0
  let most = 0
  const results = await inParallel([5, 1, 4, 2, 3], 2, async (turns) => {
    running += 1
    most = Math.max(most, running)
    for (let left = turns; left > 0; left -= 1) await turn()
    running -= 1
    return turns * 10
  })
  expect(results).toEqual([50, 10, 40, 20, 30])
  expect(most).toBe(2)
})

test('after a failure nothing more is begun', async () => {
  const begun: number[] = []
  const all = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item)
    await turn()
    if (item === 1) throw new Error('item 1 is bad')
  })
  await expect(all).rejects.toThrow('item 1 is bad')
  await turn()
  expect(begun).toEqual([1, 2])
})
