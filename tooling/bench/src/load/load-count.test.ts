import { setImmediate as turn } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { loadCount } from './load-count.ts'

test('as many errands as asked for, and never more at once than allowed', async () => {
  let [done, underWay, most] = [0, 0, 0]
  const load = await loadCount(
    async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await turn()
      underWay -= 1
      done += 1
    },
    { connections: 8, errands: 100 },
  )
  expect({ done, most }).toEqual({ done: 100, most: 8 })
  expect(load.perSecond).toBeGreaterThan(0)
})

test('one failure ends it', async () => {
  const failing = loadCount(() => Promise.reject(new Error('no')), { connections: 2, errands: 4 })
  await expect(failing).rejects.toThrow('no')
})
