import { setImmediate } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { atMost } from './at-most.ts'

test('no more than the limit run at once, in order, and all finish', async () => {
  const gate = atMost(2)
  let running = 0
  let peak = 0
  const finished: number[] = []
  const work = async (id: number): Promise<number> => {
    running += 1
    peak = Math.max(peak, running)
    await setImmediate()
    running -= 1
    finished.push(id)
    return id
  }
  const ids = [0, 1, 2, 3, 4, 5, 6]
  expect(await Promise.all(ids.map((id) => gate(() => work(id))))).toEqual(ids)
  expect(peak).toBe(2)
  expect(finished).toEqual(ids)
})

test('a failure frees its place', async () => {
  const gate = atMost(1)
  await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await gate(() => Promise.resolve('next'))).toBe('next')
})
