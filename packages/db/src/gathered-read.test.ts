import { afterAll, beforeEach, expect, it } from 'vitest'

import { gatheredRead } from './gathered-read.ts'
import { createTestDatabase } from './testing/test-database.ts'

const database = await createTestDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const { db } = database
const now = new Date('2026-01-02T03:04:05Z')

const stored = new Map<string, number>()
interface Asked {
  readonly key: string
  readonly now: Date
}
const keyOf = ({ key }: Asked) => key
const reads: { keys: readonly string[]; now: Date }[] = []
beforeEach(() => {
  stored.clear()
  reads.length = 0
})

const valueOf = gatheredRead<Asked, number>({
  keyOf,
  readMany: async (_, { asked, now: at }) => {
    const keys = asked.map(keyOf)
    reads.push({ keys, now: at })
    if (keys.includes('broken')) throw new Error('no such luck')
    return new Map([...stored].filter(([name]) => keys.includes(name)))
  },
})

const ask = (key: string, at = now) => valueOf(db, { key, now: at })

it('reads once for all who ask together, and gives each his own', async () => {
  stored.set('a', 1).set('b', 2)
  expect(await Promise.all(['a', 'b', 'a', 'c'].map((key) => ask(key)))).toEqual([
    1,
    2,
    1,
    undefined,
  ])
  expect(reads.map(({ keys }) => keys)).toEqual([['a', 'b', 'c']])
})

it('never answers what was read before the question', async () => {
  stored.set('a', 1)
  expect(await ask('a')).toBe(1)
  stored.delete('a')
  expect(await ask('a')).toBeUndefined()
})

it('reads as of the latest who asked', async () => {
  const later = new Date(now.getTime() + 5)
  await Promise.all([ask('a', now), ask('a', later)])
  expect(reads[0]?.now).toEqual(later)
})

it('fails for all who shared a failure, and for nobody after them', async () => {
  stored.set('a', 1)
  const together = await Promise.allSettled([ask('a'), ask('broken')])
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await ask('a')).toBe(1)
})

it('keeps a transaction to itself', async () => {
  await db.transaction().execute(async (trx) => {
    await Promise.all([valueOf(trx, { key: 'a', now }), ask('a')])
  })
  expect(reads).toHaveLength(2)
})

interface HeldRead {
  readonly keys: readonly string[]
  readonly answer: () => void
}

/** A read that ends when the test says so. */
function heldReads() {
  const held: HeldRead[] = []
  const read = gatheredRead<Asked, string>({
    keyOf,
    readMany: (_, { asked }) => {
      const keys = asked.map(keyOf)
      const { promise, resolve } = Promise.withResolvers<ReadonlyMap<string, string>>()
      held.push({ keys, answer: () => resolve(new Map(keys.map((key) => [key, key]))) })
      return promise
    },
  })
  const begun = (count: number) => expect.poll(() => held.length).toBe(count)
  return { held, begun, ask: (key: string) => read(db, { key, now }) }
}

it('gathers all who ask while it reads, and reads for them when that has ended', async () => {
  const { held, begun, ask: askHeld } = heldReads()
  const first = askHeld('a')
  await begun(1)
  const others = ['b', 'a', 'c'].map(askHeld)
  held[0]?.answer()
  await begun(2)
  held[1]?.answer()
  expect(await Promise.all([first, ...others])).toEqual(['a', 'b', 'a', 'c'])
  expect(held.map(({ keys }) => keys)).toEqual([['a'], ['b', 'a', 'c']])
})

it('does not wait for a read that never ends', async () => {
  const { held, begun, ask: askHeld } = heldReads()
  const stuck = askHeld('a')
  await begun(1)
  const next = askHeld('b')
  await begun(2)
  held[1]?.answer()
  expect(await next).toBe('b')
  held[0]?.answer()
  expect(await stuck).toBe('a')
})

it('lets so many share a statement and no more', async () => {
  const keys = Array.from({ length: 150 }, (_, number) => `${number}`)
  for (const key of keys) stored.set(key, Number(key))
  expect(await Promise.all(keys.map((key) => ask(key)))).toEqual(keys.map(Number))
  expect(reads.map((read) => read.keys.length)).toEqual([64, 64, 22])
})
