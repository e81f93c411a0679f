import { expect, test } from 'vitest'

import { oneAtATime } from './one-at-a-time.ts'

test('work on one name never overlaps, and goes on after a failure', async () => {
  const inTurn = oneAtATime()
  const log: string[] = []
  const work = (name: string) => async (): Promise<void> => {
    log.push(`${name} begins`)
    await Promise.resolve()
    log.push(`${name} ends`)
    if (name === 'b') throw new Error('b failed')
  }
  const all = ['a', 'b', 'c'].map((name) => inTurn('same', work(name)))
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
  expect(log).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})

test('work on another name is not held up', async () => {
  const inTurn = oneAtATime()
  const { promise: blocked, resolve: release } = Promise.withResolvers<string>()
  const first = inTurn('a', () => blocked)
  expect(await inTurn('b', async () => 'done')).toBe('done')
  release('released')
  expect(await first).toBe('released')
})
