import { expect, test } from 'vitest'

import { compare } from './compare.ts'

test('after one round each that does not count, the sides take turns and the medians stand', async () => {
  const order: string[] = []
  const side = (name: string, perSecond: number[]) => () => {
    order.push(name)
    return Promise.resolve({ perSecond: perSecond.shift() ?? 0, p50Ms: 1, p99Ms: 2 })
  }
  const ours = side('ours', [1000, 5, 7, 6])
  const floor = side('floor', [2000, 10, 90, 20])
  const result = await compare({ ours, floor }, 3)
  expect(order.join(' ')).toBe('floor ours floor ours ours floor floor ours')
  expect(result.ours).toEqual({ perSecond: 6, p50Ms: 1, p99Ms: 2 })
  expect(result.floor.perSecond).toBe(20)
})
